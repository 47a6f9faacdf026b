import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { streamingRecords } from '../../apps/simulator/src/data-package/streaming-history.js';
import { formerArtists, hasNamesake, knownArtists } from '../../apps/simulator/src/lists/known-artists.js';
import { dayOf } from '../../apps/simulator/src/lists/top-list.js';
import { trackById } from '../../apps/simulator/src/lists/tracks.js';
import { startSimulator, type Simulator } from '../support/simulators.js';

const recordSchema = z.object({
  ts: z.iso.datetime(),
  ms_played: z.int().min(0),
  master_metadata_album_artist_name: z.string().nullable(),
  spotify_track_uri: z.string().nullable(),
  spotify_episode_uri: z.string().nullable(),
  skipped: z.boolean().nullable(),
  incognito_mode: z.boolean(),
});
type Record = z.infer<typeof recordSchema>;

const NOW = new Date('2026-11-22T12:00:00Z');
let simulator: Simulator;
let files: { [name: string]: Uint8Array };
let records: Record[];
beforeAll(async () => {
  simulator = await startSimulator();
  await simulator.control.setClock(NOW);
  const response = await fetch(`${simulator.url}/data-package/demo_01`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  records = Object.entries(files)
    .filter(([name]) => name.includes('_Audio_'))
    .flatMap(([, bytes]) => z.array(recordSchema).parse(JSON.parse(strFromU8(bytes))));
}, 120_000);
// While a test computes for seconds, the simulator closes idle connections. This lets `fetch` learn of it first.
beforeEach(() => setImmediate());
afterAll(() => simulator.close());

const counted = (record: Record): boolean =>
  record.spotify_track_uri !== null && !record.incognito_mode && record.ms_played >= 30_000;

/** Returns how often each artist was played within days before `day`, the most played first. */
function mostPlayed(day: string, days: number): string[] {
  const end = Date.parse(day);
  const plays = new Map<string, number>();
  for (const record of records.filter(counted)) {
    const ago = end - Date.parse(record.ts);
    if (ago <= 0 || ago > days * 86_400_000) continue;
    const name = record.master_metadata_album_artist_name ?? '';
    plays.set(name, (plays.get(name) ?? 0) + 1);
  }
  return [...plays].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

describe('GET /data-package/{listener}', () => {
  test('has the files of an extended streaming history', () => {
    expect(Object.keys(files)).toEqual([
      'Spotify Extended Streaming History/Streaming_History_Audio_2024_0.json',
      'Spotify Extended Streaming History/Streaming_History_Audio_2024-2025_1.json',
      'Spotify Extended Streaming History/Streaming_History_Audio_2025-2026_2.json',
      'Spotify Extended Streaming History/Streaming_History_Audio_2026_3.json',
      'Spotify Extended Streaming History/Streaming_History_Video_2024.json',
      'Spotify Extended Streaming History/ReadMeFirst_ExtendedStreamingHistory.pdf',
    ]);
  });

  test('holds every day through yesterday, oldest first', () => {
    const times = records.map(({ ts }) => ts);
    expect(times).toEqual(times.toSorted());
    expect(new Set(times.map((time) => time.slice(0, 10))).size).toBe(1_056);
    expect([times[0]?.slice(0, 10), times.at(-1)?.slice(0, 10)]).toEqual(['2024-01-01', '2026-11-21']);
  });

  test('contains what no list counts', () => {
    const share = (some: (record: Record) => boolean): number => records.filter(some).length / records.length;
    expect(share((record) => record.ms_played < 30_000)).toBeGreaterThan(0.1);
    expect(share(({ incognito_mode }) => incognito_mode)).toBeGreaterThan(0.001);
    expect(share((record) => record.spotify_episode_uri !== null)).toBeGreaterThan(0.001);
    expect(share((record) => !record.spotify_episode_uri && !record.spotify_track_uri)).toBeGreaterThan(
      0.0001,
    );
    expect(share(({ skipped }) => skipped === null)).toBeGreaterThan(0.01);
    expect(records.some((record, index) => same(record, records[index - 1]))).toBe(true);
  });

  test.each([
    ['short_term', 28, '2026-11-22', 15],
    ['medium_term', 182, '2026-11-22', 18],
    ['long_term', 365, '2026-06-01', 18],
  ] as const)('agrees with the %s list', async (range, days, day, least) => {
    const list = (await simulator.control.list({ listener: 'demo_01', range, day })).artists;
    const first = new Set(mostPlayed(day, days).slice(0, 20));
    expect(list.slice(0, 20).filter(({ name }) => first.has(name)).length).toBeGreaterThanOrEqual(least);
  });

  test('names artists that Spotify does not know, and some that only a track or nothing can identify', () => {
    const known = new Map(knownArtists.map((artist) => [artist.name, artist]));
    const played = new Map<string, Set<string>>();
    for (const record of records.filter(counted)) {
      const name = record.master_metadata_album_artist_name ?? '';
      played.set(name, (played.get(name) ?? new Set()).add(record.spotify_track_uri?.slice(14) ?? ''));
    }
    const names = [...played.keys()];
    expect(names.filter((name) => !known.has(name))).toHaveLength(8);
    const canBeIdentified = (name: string): boolean =>
      [...(played.get(name) ?? [])].some((id) => trackById(id)?.vanished === false);
    const ambiguous = names.filter((name) => {
      const artist = known.get(name);
      return artist && formerArtists.some((former) => former.name === name) && hasNamesake(artist);
    });
    expect(ambiguous.filter(canBeIdentified)).toHaveLength(3);
    expect(ambiguous.filter((name) => !canBeIdentified(name))).toHaveLength(3);
  });

  test('has the same records at every download, and others for other listeners', async () => {
    const from = dayOf(Date.parse('2024-01-01'));
    const first = (listener: string): unknown[] => [
      ...streamingRecords('headliner', listener, from, from + 40),
    ];
    expect(records.slice(0, 1_000)).toMatchObject(
      first('demo_01')
        .slice(0, 1_000)
        .map((record) => recordSchema.parse(record)),
    );
    expect(first('demo_02')).not.toEqual(first('demo_01'));
    expect((await fetch(`${simulator.url}/data-package/unknown`)).status).toBe(404);
  });
});

function same(one: Record, other: Record | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
