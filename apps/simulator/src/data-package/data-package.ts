import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import { Zip, ZipDeflate } from 'fflate';
import { listenerById } from '../listeners.js';
import { dayOf } from '../lists/top-list.js';
import type { Simulation } from '../simulation.js';
import { type StreamingRecord, streamingRecords } from './streaming-history.js';

const FOLDER = 'Spotify Extended Streaming History';
const RECORDS_PER_FILE = 16_000;
/** How many records are compressed at once, which takes some milliseconds. */
const RECORDS_PER_CHUNK = 500;
/** The package begins with the year of the day so long ago. */
const MIN_DAYS = 1_000;
const DAY_MS = 86_400_000;

/**
 * Serves `GET /data-package/<listener id>`: what Spotify sends to those who ask for their extended streaming history,
 * of three years or so through yesterday, by the simulator's clock.
 */
export function dataPackage(simulation: Simulation): RequestHandler<{ listener: string }> {
  return async (request, response) => {
    const listener = listenerById(request.params.listener);
    if (!listener) {
      response.sendStatus(404);
      return;
    }
    const now = simulation.clock.now();
    const from = dayOf(Date.UTC(new Date(now - MIN_DAYS * DAY_MS).getUTCFullYear(), 0, 1));
    const records = streamingRecords(simulation.settings.seed, listener.id, from, dayOf(now));
    response.set({ 'content-type': 'application/zip', 'cache-control': 'no-store' });
    response.attachment('my_spotify_data.zip');
    await sendArchive(records, response);
  };
}

async function sendArchive(records: Iterable<StreamingRecord>, response: Response): Promise<void> {
  const zip = new Zip((error, bytes, final) => {
    if (error) response.destroy(error);
    else if (!response.destroyed) response.write(bytes);
    if (final) response.end();
  });
  const text = new TextEncoder();
  for (const { name, content } of files(records)) {
    const entry = new ZipDeflate(`${FOLDER}/${name}`, { level: 6 });
    // The same package has the same bytes.
    entry.mtime = new Date(2026, 0, 1);
    zip.add(entry);
    for (const chunk of content) {
      entry.push(text.encode(chunk));
      await nextTurn();
      if (response.destroyed) return;
      if (response.writableNeedDrain) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    entry.push(new Uint8Array(), true);
  }
  zip.end();
}

/** Yields the files of the package, named by their years. */
function* files(records: Iterable<StreamingRecord>): Generator<{ name: string; content: Iterable<string> }> {
  let number = 0;
  for (const part of batches(records, RECORDS_PER_FILE)) {
    const years = [part[0], part.at(-1)].map((record) => record?.ts.slice(0, 4));
    const span = [...new Set(years)].join('-');
    yield { name: `Streaming_History_Audio_${span}_${number}.json`, content: jsonOf(part) };
    number += 1;
  }
  yield { name: 'Streaming_History_Video_2024.json', content: ['[]\n'] };
  yield { name: 'ReadMeFirst_ExtendedStreamingHistory.pdf', content: ['%PDF-1.4\n%%EOF\n'] };
}

/** Writes an indented JSON array in pieces. */
function* jsonOf(records: readonly StreamingRecord[]): Generator<string> {
  let before = '[';
  for (const batch of batches(records, RECORDS_PER_CHUNK)) {
    // Without the batch's own brackets.
    yield `${before}${JSON.stringify(batch, null, 2).slice(1, -2)}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

function* batches<T>(all: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const one of all) {
    batch.push(one);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
