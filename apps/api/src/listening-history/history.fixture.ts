import { BadHistoryError } from '../errors/client-error.js';
import { type HistoryEvent, type HistoryType, readHistory } from './history-file.js';

/** The day after tomorrow of all invented samples. */
export const BEFORE = Date.UTC(2026, 5, 17) / 1_000;

/** A record of Spotify's extended history as it is today. All values are invented. */
export function extendedRecord(change: object = {}): object {
  return {
    ts: '2021-04-03T22:14:09Z',
    platform: 'android',
    ms_played: 201_333,
    conn_country: 'SE',
    ip_addr: '198.51.100.7',
    master_metadata_track_name: 'Paper Boats',
    master_metadata_album_artist_name: 'The Invented',
    master_metadata_album_album_name: 'Harbour',
    spotify_track_uri: 'spotify:track:0aAaAaAaAaAaAaAaAaAaAa',
    episode_name: null,
    episode_show_name: null,
    spotify_episode_uri: null,
    audiobook_title: null,
    audiobook_uri: null,
    audiobook_chapter_uri: null,
    audiobook_chapter_title: null,
    reason_start: 'trackdone',
    reason_end: 'fwdbtn',
    shuffle: false,
    skipped: false,
    offline: null,
    offline_timestamp: 1_617_487_848,
    incognito_mode: false,
    ...change,
  };
}

/** A record of Spotify's account data. */
export function accountRecord(change: object = {}): object {
  const record = { endTime: '2025-04-12 13:47', artistName: 'The Invented', trackName: 'Paper Boats' };
  return { ...record, msPlayed: 175_843, ...change };
}

/** A listen of ListenBrainz. */
export function listen(change: object = {}, metadata: object = {}): object {
  return {
    listened_at: 1_712_345_678,
    inserted_at: 1_712_345_680.12,
    track_metadata: {
      artist_name: 'The Invented feat. Guest',
      track_name: 'Paper Boats',
      release_name: 'Harbour',
      mbid_mapping: null,
      ...metadata,
    },
    ...change,
  };
}

/** A list of records as a file, as Spotify writes it. */
export function json(...records: readonly object[]): string {
  return JSON.stringify(records, null, 2);
}

/** Records as JSON Lines. */
export function jsonLines(...records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** Reads a whole history. */
export async function readAll(
  type: HistoryType,
  file: string | Buffer,
  chunkSizes: readonly number[] = [],
): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for await (const event of readHistory(type, chunksOf(Buffer.from(file), chunkSizes), BEFORE))
    events.push(event);
  return events;
}

/** Reads a lone JSON file, and returns the play or the skip of each record. */
export async function readJson(content: unknown): Promise<unknown[]> {
  const events = await readAll('application/json', JSON.stringify(content, null, 2));
  return events.map((event) => ('play' in event ? event.play : 'skipped' in event ? event.skipped : event));
}

/** Reads a history that is refused, and returns its error. */
export async function refusalOf(type: HistoryType, file: string | Buffer): Promise<BadHistoryError> {
  const refusal = await readAll(type, file).catch((error: unknown) => error);
  if (refusal instanceof BadHistoryError) return refusal;
  throw new Error('the history was not refused', { cause: refusal });
}

/** Splits a file into chunks of these sizes; the rest is the last one. */
export async function* chunksOf(file: Buffer, sizes: readonly number[] = []): AsyncGenerator<Buffer> {
  let start = 0;
  for (const size of sizes) {
    yield file.subarray(start, start + size);
    start += size;
  }
  yield file.subarray(start);
}
