import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { zip } from '../../apps/api/src/listening-history/archive.fixture.js';
import {
  accountRecord,
  extendedRecord,
  listen,
} from '../../apps/api/src/listening-history/history.fixture.js';
import { setStage } from '../support/index.js';
import { takeSnapshot } from './asked-snapshots.js';
import { importHistory, namesOn, reconstructedDays } from './past-listening.js';
import { RANGES } from './portable-history.js';

const outcome = z.object({
  days: z.object({ from: z.string(), to: z.string() }),
  artists: z.object({ matched: z.number(), toLink: z.number() }),
  agreement: z.array(z.object({ range: z.string(), days: z.number(), similarity: z.number() })),
});

const NOW = new Date('2026-06-15T10:30:00Z');
const stage = setStage();

/** A play of an artist at noon of a day. */
const play = (day: string, artist: string, change: object = {}): object =>
  extendedRecord({ ts: `${day}T12:00:00Z`, master_metadata_album_artist_name: artist, ...change });

const seconds = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1_000;

describe('an import of a listening history', () => {
  it("reconstructs the days of Spotify's package, and says what it read", async () => {
    await stage.instance.setClock(NOW);
    await stage.client.signIn();
    const audio = [
      play('2026-06-10', 'Paper Lanterns'),
      play('2026-06-10', 'The Invented'),
      play('2026-06-12', 'The Invented', { ms_played: 60_000 }),
      play('2026-06-12', 'The Invented', { ms_played: 60_000 }),
      play('2026-06-12', 'The Invented', { ms_played: 61_000 }),
      play('2026-06-13', 'Another', { ms_played: 29_000 }),
      play('2026-06-13', 'Another', { incognito_mode: true }),
      play('2026-06-13', 'Another', { spotify_track_uri: null, spotify_episode_uri: 'spotify:episode:x' }),
      play('2030-01-01', 'Another'),
    ];
    const file = zip(
      { name: 'MyData/StreamingHistory_music_0.json', content: JSON.stringify([accountRecord()]) },
      { name: 'MyData/Streaming_History_Audio_2026_1.json', content: JSON.stringify(audio), streamed: true },
      { name: 'MyData/Streaming_History_Video_2026.json', content: '[]' },
    );
    const { status, body } = await importHistory(stage.client, 'application/zip', file);
    expect([status, body]).toEqual([
      200,
      {
        plays: { read: 7, counted: 3, skipped: { notMusic: 1, private: 1, short: 1, undated: 1 } },
        days: {
          from: '2026-06-10',
          to: '2026-06-12',
          reconstructed: { SHORT_TERM: 3, MEDIUM_TERM: 3, LONG_TERM: 3 },
        },
        artists: { matched: 0, toLink: 2 },
        agreement: [],
        ignoredFiles: ['MyData/StreamingHistory_music_0.json', 'MyData/Streaming_History_Video_2026.json'],
      },
    ]);
    expect(await namesOn(stage.instance, '2026-06-12')).toEqual(['The Invented', 'Paper Lanterns']);
    const jobs = await stage.instance.sql("SELECT data FROM pgboss.job WHERE name = 'artist-links'");
    expect(jobs).toEqual([{ data: { listenerId: expect.any(Number) } }]);
  });

  it.each<[format: string, type: string, file: string | Buffer]>([
    ["Spotify's extended history", 'application/json', JSON.stringify([play('2026-06-10', 'The Invented')])],
    [
      "Spotify's account data",
      'application/json',
      JSON.stringify([accountRecord({ endTime: '2026-06-10 12:00' })]),
    ],
    [
      'ListenBrainz',
      'application/zip',
      zip({
        name: 'listens/2026/6.jsonl',
        content: JSON.stringify(
          listen({ listened_at: seconds('2026-06-10') }, { artist_name: 'The Invented' }),
        ),
        stored: true,
      }),
    ],
    [
      'Maloja',
      'application/json; charset=utf-8',
      JSON.stringify({
        scrobbles: [
          { time: seconds('2026-06-10'), track: { artists: ['The Invented'], title: 'Paper Boats' } },
        ],
      }),
    ],
    [
      'Koito',
      'application/json',
      JSON.stringify({
        version: '1',
        listens: [
          { listened_at: '2026-06-10T12:00:00Z', artists: [{ aliases: [{ alias: 'The Invented' }] }] },
        ],
      }),
    ],
    ['Last.fm', 'Text/CSV', 'The Invented,,Paper Boats,"10 Jun 2026, 12:00"\n'],
  ])('reads %s', async (_, type, file) => {
    await stage.instance.setClock(NOW);
    await stage.client.signIn();
    const { status, body } = await importHistory(stage.client, type, file);
    expect([status, body]).toMatchObject([
      200,
      {
        plays: { read: 1, counted: 1 },
        days: { from: '2026-06-10', to: '2026-06-10' },
        artists: { matched: 0, toLink: 1 },
        ignoredFiles: [],
      },
    ]);
    expect(await namesOn(stage.instance, '2026-06-10')).toEqual(['The Invented']);
  });

  it('counts days in the time zone of the listener', async () => {
    await stage.instance.setClock(NOW);
    await stage.client.signIn();
    await stage.instance.sql("UPDATE listener SET timezone = 'Pacific/Auckland'");
    const file = JSON.stringify([play('2026-06-10', 'The Invented')]);
    const { body } = await importHistory(stage.client, 'application/json', file);
    expect(body).toMatchObject({ days: { from: '2026-06-11', to: '2026-06-11' } });
  });

  it('gives the same days a second time, and replaces the days of another history', async () => {
    await stage.instance.setClock(NOW);
    await stage.client.signIn();
    const file = JSON.stringify([play('2026-06-10', 'The Invented'), play('2026-06-12', 'Paper Lanterns')]);
    const first = await importHistory(stage.client, 'application/json', file);
    const days = await reconstructedDays(stage.instance);
    expect(days).toHaveLength(3 * RANGES.length);
    expect((await importHistory(stage.client, 'application/json', file)).body).toEqual(first.body);
    expect(await reconstructedDays(stage.instance)).toEqual(days);

    const other = JSON.stringify([play('2026-06-01', 'Another')]);
    await importHistory(stage.client, 'application/json', other);
    expect(await reconstructedDays(stage.instance)).toEqual(
      RANGES.map((range) => ({ range, day: '2026-06-01', names: ['Another'] })),
    );
  });

  it('reads the package of a simulated listener, whose lists it agrees with, and finds the artists by name', async () => {
    const worker = await stage.instance.startWorker();
    await stage.client.signIn('demo_01');
    const { day } = await takeSnapshot(stage.client);
    await worker.stop();
    await stage.instance.advanceClock(86_400);

    const response = await fetch(`${stage.instance.simulator.url}/data-package/demo_01`);
    const file = Buffer.from(await response.arrayBuffer());
    const { status, body } = await importHistory(stage.client, 'application/zip', file);
    expect([status, body]).toMatchObject([
      200,
      { ignoredFiles: [expect.stringContaining('Video'), expect.stringContaining('.pdf')] },
    ]);
    const { days, artists, agreement } = outcome.parse(body);
    expect(days.to < day).toBe(true);
    expect(artists.matched).toBeGreaterThan(20);
    expect(agreement.map(({ range, days: compared }) => [range, compared])).toEqual(
      RANGES.map((range) => [range, 1]),
    );
    for (const { similarity } of agreement) expect(similarity).toBeGreaterThan(0.5);
  }, 120_000);
});
