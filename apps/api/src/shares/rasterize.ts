import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** The weights of the page's font that cards use. */
const FONT_FILES = [
  '400Regular/Archivo_400Regular.ttf',
  '600SemiBold/Archivo_600SemiBold.ttf',
  '700Bold/Archivo_700Bold.ttf',
  '800ExtraBold/Archivo_800ExtraBold.ttf',
];

/** A character that Archivo may not have: the fonts of the system are looked through for it. */
const FOREIGN = /[^ -\u017f\u1ea0-\u1ef9\u2010-\u2027\u2068\u2069]/;

/**
 * Draws an SVG document as PNG, in a thread that ends with the drawing: the native memory of pictures is freed at once,
 * and requests do not wait. See docs/adr/0022-card-pictures.md.
 */
export async function rasterize(svg: string): Promise<Buffer> {
  // This module is also what the thread runs.
  const thread = new Worker(new URL(import.meta.url), { workerData: svg });
  const [message] = await Promise.race([once(thread, 'message'), once(thread, 'exit')]);
  if (!(message instanceof Uint8Array)) throw new Error('The thread that draws a picture ended without one.');
  return Buffer.from(message.buffer, message.byteOffset, message.byteLength);
}

async function draw(svg: string): Promise<Uint8Array> {
  // Loaded here, since the API does not need native code to start.
  const { Resvg } = await import('@resvg/resvg-js');
  const fonts = import.meta.resolve('@expo-google-fonts/archivo/package.json');
  const fontFiles = FONT_FILES.map((file) => fileURLToPath(new URL(file, fonts)));
  const font = { fontFiles, loadSystemFonts: FOREIGN.test(svg), defaultFontFamily: 'Archivo' };
  return new Resvg(svg, { font }).render().asPng();
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
if (!isMainThread && typeof workerData === 'string') parentPort?.postMessage(await draw(workerData));
