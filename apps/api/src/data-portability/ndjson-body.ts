import { setTimeout as delay } from 'node:timers/promises';
import {
  PayloadTooLargeException,
  RequestTimeoutException,
  ServiceUnavailableException,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import type { Request } from 'express';

const MEDIA_TYPE = 'application/x-ndjson';
/** Any history that an import may lead to fits: 24 years of three lists of a hundred artists take 70 MB. */
const MOST_BYTES = 128 * 1024 * 1024;
/** A body of which nothing arrives for so long is given up. */
const PATIENCE_MS = 30_000;
/** A file may take a minute, and longer as long as it arrives at this rate on average. */
const FREE_MS = 60_000;
const LEAST_BYTES_PER_SECOND = 128 * 1024;

/**
 * The body of a request that brings JSON Lines, as it arrives, and no faster than it is read.
 *
 * @param ending no more is read once this signal is given
 * @throws {HttpException} 415 or 413, at once or while it is read; 408 when it stalls or is too slow; 503 at the end of
 *   the process
 */
export function ndjsonBody(request: Request, ending: AbortSignal): AsyncIterable<Buffer> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (type.split(';', 1)[0]?.trim().toLowerCase() !== MEDIA_TYPE || encoding !== 'identity') {
    throw new UnsupportedMediaTypeException(
      `The body has to be JSON Lines, uncompressed, with "Content-Type: ${MEDIA_TYPE}".`,
    );
  }
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge();
  return read(request, ending);
}

async function* read(request: Request, ending: AbortSignal): AsyncGenerator<Buffer> {
  // The request outlives its reading, so that a client that is refused half-way still gets the response.
  const chunks: AsyncIterator<unknown> = request.iterator({ destroyOnReturn: false });
  const begun = performance.now();
  let bytes = 0;
  for (;;) {
    const allowedMs = FREE_MS + (bytes / LEAST_BYTES_PER_SECOND) * 1_000;
    const leftMs = Math.max(0, begun + allowedMs - performance.now());
    const { done, value } = await nextInTime(chunks, leftMs, ending);
    if (done) return;
    if (!Buffer.isBuffer(value)) throw new TypeError('a request body is made of bytes');
    bytes += value.length;
    if (bytes > MOST_BYTES) throw tooLarge();
    yield value;
  }
}

/** @param leftMs after which the body counts as too slow */
async function nextInTime<T>(
  chunks: AsyncIterator<T>,
  leftMs: number,
  ending: AbortSignal,
): Promise<IteratorResult<T>> {
  const arrived = new AbortController();
  const given = givenUp(leftMs, AbortSignal.any([arrived.signal, ending]));
  // Once something has arrived, this no longer matters.
  given.catch(() => undefined);
  return Promise.race([chunks.next(), given]).finally(() => arrived.abort());
}

async function givenUp(leftMs: number, signal: AbortSignal): Promise<never> {
  const late = await delay(Math.min(PATIENCE_MS, leftMs), true, { signal }).catch(() => false);
  if (!late) throw new ServiceUnavailableException('Headliner is stopping. Nothing was imported.');
  if (leftMs > PATIENCE_MS)
    throw new RequestTimeoutException('The body stopped arriving. Nothing was imported.');
  throw new RequestTimeoutException(
    `The body arrives too slowly: after the first minute it takes ${LEAST_BYTES_PER_SECOND / 1024} KiB/s. Nothing was imported.`,
  );
}

function tooLarge(): PayloadTooLargeException {
  return new PayloadTooLargeException(`A file of ${MOST_BYTES / 1024 / 1024} MiB at most can be imported.`);
}
