import { setTimeout as delay } from 'node:timers/promises';
import {
  PayloadTooLargeException,
  RequestTimeoutException,
  ServiceUnavailableException,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import type { Request } from 'express';
import { BadLineError } from '../errors/client-error.js';
import { HISTORY_TYPES } from '../listening-history/history-file.js';
import { type LineLimit, readLineBlocks, splitBlock } from '../listening-history/records.js';

const JSON_LINES = 'application/x-ndjson';
const TYPES = [JSON_LINES, ...HISTORY_TYPES] as const;
const MIB = 1024 * 1024;
/** Larger than any history an import can produce: 24 years of three lists of 100 artists are 70 MB. */
const MAX_EXPORT_BYTES = 128 * MIB;
const MAX_HISTORY_BYTES = 512 * MIB;
/** Longest pause between two chunks. */
const MAX_IDLE_MS = 30_000;
/** A file may take a minute of waiting, and longer if it arrives at this rate on average. */
const GRACE_MS = 60_000;
const MIN_BYTES_PER_SECOND = 128 * 1024;

/** Longer than any line of an export: a profile that skips every day since 2006 is 100 kB. */
const MAX_LINE_BYTES = 256 * 1024;

const LINES: LineLimit = {
  maxBytes: MAX_LINE_BYTES,
  reject: (line, reason) => new BadLineError(line, reason),
};
const utf8 = new TextDecoder();

/** A line of a file, numbered from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** A body that arrives: an export of Headliner as JSON Lines, or a listening history. */
export interface ImportBody {
  readonly type: (typeof TYPES)[number];
  readonly chunks: AsyncIterable<Buffer>;
}

/**
 * Recognises the body of a request by its type, and streams its chunks, with backpressure.
 *
 * @param signal aborts reading when the process stops
 * @throws {HttpException} 415 or 413, at once or later; 408 if the body stalls or is too slow; 503 after `signal`
 */
export function readBody(request: Request, signal: AbortSignal): ImportBody {
  const { 'content-type': header = '', 'content-encoding': encoding = 'identity' } = request.headers;
  const sent = header.split(';', 1)[0]?.trim().toLowerCase();
  const type = TYPES.find((known) => known === sent);
  if (!type || encoding !== 'identity') {
    throw new UnsupportedMediaTypeException(
      `The body must be an uncompressed file with its "Content-Type": ${JSON_LINES} for an export of Headliner; ${HISTORY_TYPES.join(', ')} for a listening history.`,
    );
  }
  const maxBytes = type === JSON_LINES ? MAX_EXPORT_BYTES : MAX_HISTORY_BYTES;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw fileTooLarge(maxBytes);
  return { type, chunks: readChunks(request, maxBytes, signal) };
}

/**
 * Splits a file into lines, which end with LF or CRLF. Blank lines are allowed only at the end.
 *
 * @throws {BadLineError} a line is too long, blank, or not UTF-8
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let blank: number | null = null;
  for await (const block of readLineBlocks(chunks, LINES)) {
    for (const { line: number, bytes } of splitBlock(block)) {
      const text = utf8.decode(bytes);
      if (text.trim() === '') blank ??= number;
      else if (blank === null) yield { number, text };
      else throw new BadLineError(blank, 'it is blank, and more lines follow');
    }
  }
}

async function* readChunks(request: Request, maxBytes: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  // A client that is rejected early still gets the response.
  const chunks: AsyncIterator<unknown> = request.iterator({ destroyOnReturn: false });
  // What the service does with a chunk does not count against the client.
  let [bytes, waitedMs] = [0, 0];
  for (;;) {
    const allowedMs = GRACE_MS + (bytes / MIN_BYTES_PER_SECOND) * 1_000;
    const startedAt = performance.now();
    const { done, value } = await nextInTime(chunks, Math.max(0, allowedMs - waitedMs), signal);
    waitedMs += performance.now() - startedAt;
    if (done) return;
    if (!Buffer.isBuffer(value)) throw new TypeError('a chunk of a request body is not a Buffer');
    bytes += value.length;
    if (bytes > maxBytes) throw fileTooLarge(maxBytes);
    yield value;
  }
}

async function nextInTime<T>(
  chunks: AsyncIterator<T>,
  remainingMs: number,
  signal: AbortSignal,
): Promise<IteratorResult<T>> {
  const arrived = new AbortController();
  const timeout = rejectAfter(remainingMs, AbortSignal.any([arrived.signal, signal]));
  // The timeout also rejects when a chunk arrives first; nothing awaits it then.
  timeout.catch(() => undefined);
  return Promise.race([chunks.next(), timeout]).finally(() => arrived.abort());
}

async function rejectAfter(remainingMs: number, signal: AbortSignal): Promise<never> {
  const expired = await delay(Math.min(MAX_IDLE_MS, remainingMs), true, { signal }).catch(() => false);
  if (!expired) throw new ServiceUnavailableException('Headliner is stopping. Nothing was imported.');
  if (remainingMs > MAX_IDLE_MS)
    throw new RequestTimeoutException('The body stopped arriving. Nothing was imported.');
  throw new RequestTimeoutException(
    `The body arrives too slowly: after the first minute it must average ${MIN_BYTES_PER_SECOND / 1024} KiB/s. Nothing was imported.`,
  );
}

function fileTooLarge(maxBytes: number): PayloadTooLargeException {
  return new PayloadTooLargeException(
    `The file is larger than ${maxBytes / MIB} MiB, the maximum. Nothing was imported.`,
  );
}
