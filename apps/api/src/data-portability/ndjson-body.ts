import { setTimeout as delay } from 'node:timers/promises';
import {
  PayloadTooLargeException,
  RequestTimeoutException,
  ServiceUnavailableException,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import type { Request } from 'express';

const MEDIA_TYPE = 'application/x-ndjson';
const MOST_BYTES = 64 * 1024 * 1024;
/** A body of which nothing arrives for so long is given up. */
const PATIENCE_MS = 30_000;

/**
 * The body of a request that brings JSON Lines, as it arrives, and no faster than it is read.
 *
 * @param ending no more is read once this signal is given
 * @throws {HttpException} 415 or 413, at once or while it is read; 408 when it stalls; 503 at the end of the process
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
  // The request outlives its reading: whoever is refused half-way gets an answer all the same.
  const chunks: AsyncIterator<unknown> = request.iterator({ destroyOnReturn: false });
  let bytes = 0;
  for (;;) {
    const { done, value } = await nextInTime(chunks, ending);
    if (done) return;
    if (!Buffer.isBuffer(value)) throw new TypeError('a request body is made of bytes');
    bytes += value.length;
    if (bytes > MOST_BYTES) throw tooLarge();
    yield value;
  }
}

async function nextInTime<T>(chunks: AsyncIterator<T>, ending: AbortSignal): Promise<IteratorResult<T>> {
  const arrived = new AbortController();
  const given = givenUp(AbortSignal.any([arrived.signal, ending]));
  // Once something has arrived, nobody asks any more.
  given.catch(() => undefined);
  return Promise.race([chunks.next(), given]).finally(() => arrived.abort());
}

async function givenUp(signal: AbortSignal): Promise<never> {
  const stalled = await delay(PATIENCE_MS, true, { signal }).catch(() => false);
  if (stalled) throw new RequestTimeoutException('The body stopped arriving. Nothing was imported.');
  throw new ServiceUnavailableException('Headliner is stopping. Nothing was imported.');
}

function tooLarge(): PayloadTooLargeException {
  return new PayloadTooLargeException(`A file of ${MOST_BYTES / 1024 / 1024} MiB at most can be imported.`);
}
