import { BadLineError } from '../graphql/bad-line.error.js';

/** Far more than the longest line needs: a hundred artists take 2,500 bytes. */
const MOST_BYTES = 65_536;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A line of a file, counted from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/**
 * Parts a file into its lines, of which no more than one is in memory. Lines end with LF or CRLF; blank ones may stand
 * at the end alone.
 *
 * @throws {BadLineError} a line that is too long, blank, or not UTF-8
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 0;
  let blank: number | null = null;
  let rest: Buffer = Buffer.alloc(0);
  const lineOf = (bytes: Buffer): Line | null => {
    const text = decode(bytes, ++number);
    if (text.trim() === '') {
      blank ??= number;
      return null;
    }
    if (blank !== null) throw new BadLineError(blank, 'it is blank, and more lines follow');
    return { number, text };
  };
  for await (const chunk of chunks) {
    let begin = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, begin)) {
      const line = lineOf(Buffer.concat([rest, chunk.subarray(begin, end)]));
      if (line) yield line;
      rest = Buffer.alloc(0);
      begin = end + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(begin)]);
    if (rest.length > MOST_BYTES) throw tooLong(number + 1);
  }
  const last = rest.length > 0 ? lineOf(rest) : null;
  if (last) yield last;
}

function decode(bytes: Buffer, number: number): string {
  if (bytes.length > MOST_BYTES) throw tooLong(number);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BadLineError(number, 'it is not UTF-8');
  }
}

function tooLong(number: number): BadLineError {
  return new BadLineError(number, `it is longer than ${MOST_BYTES} bytes`);
}
