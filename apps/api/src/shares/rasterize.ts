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

/** Matches characters that Archivo may lack. Only cards with them load the system's fonts. */
const FOREIGN = /[^ -\u017f\u1ea0-\u1ef9\u2010-\u2027\u2068\u2069]/;

/**
 * Draws an SVG document as PNG in a thread, so that requests do not wait. The thread ends with the drawing, which frees its
 * native memory at once. See docs/adr/0022-card-pictures.md.
 */
export async function rasterize(svg: string): Promise<Buffer> {
  // The thread runs this module too.
  const thread = new Worker(new URL(import.meta.url), { workerData: svg });
  const [message] = await Promise.race([once(thread, 'message'), once(thread, 'exit')]);
  if (!(message instanceof Uint8Array)) throw new Error('The drawing thread ended without a picture.');
  return Buffer.from(message.buffer, message.byteOffset, message.byteLength);
}

async function draw(svg: string): Promise<Uint8Array> {
  // Loaded here, so that the API can start without native code.
  const { Resvg } = await import('@resvg/resvg-js');
  const fonts = import.meta.resolve('@expo-google-fonts/archivo/package.json');
  const fontFiles = FONT_FILES.map((file) => fileURLToPath(new URL(file, fonts)));
  const font = { fontFiles, loadSystemFonts: FOREIGN.test(svg), defaultFontFamily: 'Archivo' };
  return new Resvg(svg, { font }).render().asPng();
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
if (!isMainThread && typeof workerData === 'string') parentPort?.postMessage(await draw(workerData));
