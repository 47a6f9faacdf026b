import { inflateSync } from 'node:zlib';

/** A decoded picture. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** The colour of a pixel, such as `#b3261e`. */
  colourAt(x: number, y: number): string;
  /** Counts the pixels of a colour. */
  count(colour: string): number;
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** 8 bits for each of red, green, blue and alpha; not interlaced. */
const FORMAT = Buffer.from([8, 6, 0, 0, 0]);

/** Decodes a PNG file as resvg writes it. */
export function readPicture(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('This is not a PNG file.');
  const chunks = [...readChunks(file.subarray(8))];
  const header = chunks[0]?.data ?? Buffer.alloc(0);
  if (!header.subarray(8).equals(FORMAT)) throw new Error('The PNG file has another format than expected.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const pixels = decodeLines(inflateSync(packed), width * 4, height);
  return {
    width,
    height,
    colourAt: (x, y) => `#${pixels.toString('hex', (y * width + x) * 4, (y * width + x) * 4 + 3)}`,
    count(colour) {
      const wanted = Number.parseInt(colour.slice(1), 16);
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4) if (pixels.readUIntBE(at, 3) === wanted) count += 1;
      return count;
    },
  };
}

function* readChunks(rest: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  for (let at = 0; at < rest.length;) {
    const length = rest.readUInt32BE(at);
    yield { type: rest.toString('latin1', at + 4, at + 8), data: rest.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** Undoes the filter of each line: its bytes are differences from a guess by their neighbours. */
function decodeLines(lines: Uint8Array, stride: number, height: number): Buffer {
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const guess = GUESSES[lines[y * (stride + 1)] ?? 0] ?? GUESSES[0];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = (x < 4 ? 0 : pixels[at - 4]) ?? 0;
      const above = (y === 0 ? 0 : pixels[at - stride]) ?? 0;
      const corner = (x < 4 || y === 0 ? 0 : pixels[at - stride - 4]) ?? 0;
      pixels[at] = (lines[at + y + 1] ?? 0) + guess(left, above, corner);
    }
  }
  return pixels;
}

type Guess = (left: number, above: number, corner: number) => number;

/** By the number of the filter. */
const GUESSES: readonly [Guess, ...Guess[]] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    // Paeth: the neighbour that is nearest to `left + above - corner`.
    const toLeft = Math.abs(above - corner);
    const toAbove = Math.abs(left - corner);
    const toCorner = Math.abs(left + above - 2 * corner);
    if (toLeft <= toAbove && toLeft <= toCorner) return left;
    return toAbove <= toCorner ? above : corner;
  },
];
