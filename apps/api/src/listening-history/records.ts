import { isUtf8 } from 'node:buffer';
import { BadHistoryError, type HistoryPosition } from '../errors/client-error.js';

/** The largest record in bytes; a play of Spotify takes 800. */
export const MAX_RECORD_BYTES = 64 * 1024;

const LINE_FEED = 10;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** Whole lines of a file that arrived together. */
export interface LineBlock {
  /** Number of the first line, from 1. */
  readonly line: number;
  readonly bytes: Buffer;
}

/**
 * Removes a byte order mark.
 *
 * @throws {BadHistoryError} the file is UTF-16
 */
export async function* withoutByteOrderMark(
  chunks: AsyncIterable<Buffer>,
  file: string | null,
): AsyncGenerator<Buffer> {
  let start: Buffer | null = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (start === null) {
      yield chunk;
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < BYTE_ORDER_MARK.length) continue;
    yield withoutMark(start, file);
    start = null;
  }
  if (start !== null) yield withoutMark(start, file);
}

function withoutMark(start: Buffer, file: string | null): Buffer {
  const mark = start.toString('latin1', 0, 2);
  if (mark === '\xFF\xFE' || mark === '\xFE\xFF') {
    throw new BadHistoryError({ file }, 'it is UTF-16; save it as UTF-8');
  }
  const { length } = BYTE_ORDER_MARK;
  return start.subarray(0, length).equals(BYTE_ORDER_MARK) ? start.subarray(length) : start;
}

/** How long a line may be, and the error for a line that is rejected. */
export interface LineLimit {
  readonly maxBytes: number;
  readonly reject: (line: number, reason: string) => Error;
}

/** A body may come byte by byte. This many parts of a line are joined. */
const MAX_PARTS = 1_000;

/**
 * Collects chunks into whole lines, holding one partial line at most.
 *
 * @throws the error of `limit`: a line is too long or not UTF-8
 */
export async function* readLineBlocks(
  chunks: AsyncIterable<Buffer>,
  { maxBytes, reject }: LineLimit,
): AsyncGenerator<LineBlock> {
  let line = 1;
  let partial: Buffer[] = [];
  let partialBytes = 0;
  const requireFit = (bytes: number): void => {
    if (bytes > maxBytes) throw reject(line, `it is longer than ${maxBytes} bytes`);
  };
  const block = function* (bytes: Buffer): Generator<LineBlock> {
    const whole = { line, bytes };
    const bad = isUtf8(bytes) ? undefined : [...splitBlock(whole)].find((one) => !isUtf8(one.bytes));
    if (!bad) return yield whole;
    // The lines before it may have faults of their own, which are reported first.
    const before = bytes.subarray(0, bad.bytes.byteOffset - bytes.byteOffset);
    if (before.length > 0) yield { line, bytes: before };
    throw reject(bad.line, 'it is not UTF-8');
  };
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    requireFit(partialBytes + (end > 0 ? chunk.indexOf(LINE_FEED) : chunk.length));
    if (end > 0) {
      const bytes = Buffer.concat([...partial, chunk.subarray(0, end)]);
      yield* block(bytes);
      line += countLines(bytes);
      partial = [];
      partialBytes = 0;
    }
    partial.push(chunk.subarray(end));
    partialBytes += chunk.length - end;
    requireFit(partialBytes);
    if (partial.length === MAX_PARTS) partial = [Buffer.concat(partial)];
  }
  if (partialBytes > 0) yield* block(Buffer.concat(partial));
}

/** Splits a block into its lines, without LF. */
export function* splitBlock({ line, bytes }: LineBlock): Generator<LineBlock> {
  let number = line;
  for (let start = 0; start < bytes.length; number += 1) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    yield { line: number, bytes: bytes.subarray(start, end) };
    start = end + 1;
  }
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

/** Rejects lines of a listening history. */
export function recordLines(file: string | null): LineLimit {
  return {
    maxBytes: MAX_RECORD_BYTES,
    reject: (line, reason) => new BadHistoryError({ file, line }, reason),
  };
}

/** @throws {BadHistoryError} the record is not a JSON object in UTF-8 */
export function parseRecord(bytes: Buffer, position: HistoryPosition): object {
  const value = parseJson(bytes, position);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new BadHistoryError(position, 'it is not a JSON object');
}

/** @throws {BadHistoryError} */
export function parseJson(bytes: Buffer, position: HistoryPosition): unknown {
  if (!isUtf8(bytes)) throw new BadHistoryError(position, 'it is not UTF-8');
  try {
    return JSON.parse(bytes.toString());
  } catch {
    // The error of `JSON.parse` quotes the record.
    throw new BadHistoryError(position, 'it is not JSON');
  }
}

export function tooLong(position: HistoryPosition): BadHistoryError {
  return new BadHistoryError(position, `it is longer than ${MAX_RECORD_BYTES} bytes`);
}
