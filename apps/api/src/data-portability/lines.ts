import { BadLineError } from '../errors/client-error.js';

/** More than the longest line of an export: a profile that lists every day since 2006 as skipped takes 100 kB. */
const MOST_BYTES = 256 * 1024;

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
  const rest = new Rest();
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
      const line = lineOf(rest.take(chunk.subarray(begin, end)));
      if (line) yield line;
      begin = end + 1;
    }
    rest.add(chunk.subarray(begin));
    if (rest.length > MOST_BYTES) throw tooLong(number + 1);
  }
  const last = rest.length > 0 ? lineOf(rest.take()) : null;
  if (last) yield last;
}

/** The beginning of a line whose end has not come, in a buffer that doubles: a body may come byte by byte. */
class Rest {
  length = 0;
  private bytes = Buffer.alloc(0);

  add(chunk: Buffer): void {
    const length = this.length + chunk.length;
    if (length > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(length, 2 * this.bytes.length));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    chunk.copy(this.bytes, this.length);
    this.length = length;
  }

  /** All of the line; nothing is left. It is good until more is added. */
  take(end: Buffer = Buffer.alloc(0)): Buffer {
    if (this.length === 0) return end;
    this.add(end);
    const line = this.bytes.subarray(0, this.length);
    this.length = 0;
    return line;
  }
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
