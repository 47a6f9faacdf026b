import { beforeEach, describe, expect, it } from '@jest/globals';
import { extendedRecord } from '../../apps/api/src/listening-history/history.fixture.js';
import { setStage } from '../support/index.js';
import { takeSnapshot } from './asked-snapshots.js';
import { ask } from './asking.js';
import { artistId as idOf, History } from './history.js';
import { importHistory, reconstructedDays } from './past-listening.js';
import {
  type Answer,
  artist,
  artistId,
  exportFile,
  fileOf,
  importFile,
  PROFILE,
  RANGES,
  reconstructed,
  snapshot,
} from './portable-history.js';

const stage = setStage();
let history: History;

/** A play of an artist at a time, or at noon of a day. */
const play = (time: string, name: string, change: object = {}): object =>
  extendedRecord({
    ts: time.includes('T') ? time : `${time}T12:00:00Z`,
    master_metadata_album_artist_name: name,
    ...change,
  });

const importPlays = (...plays: object[]): Promise<Answer> =>
  importHistory(stage.client, 'application/json', JSON.stringify(plays));

beforeEach(async () => {
  history = await History.open(stage, '2026-06-15T10:30:00Z', '2026-06-01');
});

describe('the plays of a listening history', () => {
  it('are left out for the first reason that applies, and count once where neighbours are equal', async () => {
    const [none, short] = [{ ms_played: 0, incognito_mode: true, ts: null }, { ms_played: 30_000 }];
    const { body } = await importPlays(
      extendedRecord({ ...none, spotify_track_uri: null, spotify_episode_uri: 'spotify:episode:x' }),
      extendedRecord(none),
      extendedRecord({ ms_played: 29_999, ts: null }),
      extendedRecord({ ts: null }),
      play('2002-09-30T23:59:59Z', 'A'),
      play('2002-10-01T00:00:00Z', 'A'),
      play('2026-06-16T23:59:59Z', 'A'),
      play('2026-06-17T00:00:00Z', 'A'),
      play('2026-06-10', 'A', short),
      play('2026-06-10', 'Another spelling', short),
      play('2026-06-10', 'A', { ms_played: 30_001 }),
      play('2026-06-10', 'A', short),
      play('2026-06-11', 'A', { ms_played: null }),
    );
    expect(body).toMatchObject({
      plays: { read: 12, counted: 6, skipped: { notMusic: 1, private: 1, short: 1, undated: 3 } },
    });
  });

  it('are of chart days, whose first one an import of the export takes back in', async () => {
    await history.zone('America/New_York');
    const { body } = await importPlays(
      play('2002-10-01T00:30:00Z', 'Still September'),
      play('2002-10-01T04:30:00Z', 'The Invented'),
    );
    expect(body).toMatchObject({
      plays: { counted: 1, skipped: { undated: 1 } },
      days: { from: '2002-10-01', to: '2002-10-01' },
    });
    const file = await exportFile(stage.client);
    await ask(stage, 'mutation { deleteReconstructedHistory { deletedSnapshots } }');
    expect((await importFile(stage.client, file)).body).toMatchObject({ snapshots: { added: 3 } });
  });

  it('fill windows of 28, 182 and 365 days in the time zone of the listener', async () => {
    await history.zone('Asia/Tokyo');
    const { body } = await importPlays(play('2026-03-01T23:30:00Z', 'A'), play('2026-06-01T00:00:00Z', 'B'));
    expect(body).toMatchObject({
      days: {
        from: '2026-03-02',
        to: '2026-06-01',
        reconstructed: { SHORT_TERM: 29, MEDIUM_TERM: 92, LONG_TERM: 92 },
      },
    });
    const days = (await reconstructedDays(stage.instance)).filter(({ range }) => range === 'SHORT_TERM');
    expect([27, 28].map((index) => days[index]?.day)).toEqual(['2026-03-29', '2026-06-01']);
  });
});

describe('the artists of a listening history', () => {
  it('are those of equal names on the lists of the listener: of several, the best placed on the newest', async () => {
    await history.lists('SHORT_TERM', { '2026-06-13': 'AB', '2026-06-14': 'CBA' });
    await stage.instance.sql("UPDATE artist SET name = 'Björk' WHERE spotify_id IN ($1, $2)", [
      idOf('A'),
      idOf('B'),
    ]);
    // What `topArtists` showed last can be older than the newest snapshot.
    await stage.instance.sql(
      `INSERT INTO top_list (listener_id, range, fetched_at, complete, artist_ids)
       SELECT $1, 'LONG_TERM', '2026-06-12T12:00:00Z', true, ARRAY[id] FROM artist WHERE spotify_id = $2`,
      [history.listenerId, idOf('A')],
    );
    const { body } = await importPlays(
      play('2026-06-01', 'Bjo\u0308rk'),
      play('2026-06-02', 'BJÖRK'),
      play('2026-06-03', 'STRASSE'),
      play('2026-06-04', 'straße'),
      play('2026-06-05', 'straße'),
    );
    expect(body).toMatchObject({ artists: { matched: 1, toLink: 1 } });
    const { chart } = await ask(
      stage,
      '{ chart(range: SHORT_TERM, on: "2026-06-05") { entries { artist { id name linked } } } }',
    );
    expect(chart).toEqual({
      entries: [
        { artist: { id: expect.stringMatching(/^local:/), name: 'straße', linked: false } },
        { artist: { id: idOf('B'), name: 'Björk', linked: true } },
      ],
    });
  });

  it('go with the days of the listening history before', async () => {
    const earlier = fileOf(PROFILE, artist(artistId(1)), reconstructed('2026-05-01', [artistId(1)]));
    expect((await importFile(stage.client, earlier)).body).toMatchObject({ snapshots: { added: 1 } });
    await importPlays(play('2026-05-02', 'Before'));
    await importPlays(play('2026-06-01', 'The Invented'));
    const named = await stage.instance.sql('SELECT name FROM imported_artist');
    expect(named).toEqual([{ name: 'The Invented' }]);
    expect(await stage.instance.sql('SELECT spotify_id FROM artist')).toHaveLength(1);
  });
});

describe('the days of a listening history', () => {
  it("are none from the first of Spotify's on, and then nothing is left of it", async () => {
    for (const range of RANGES) await history.lists(range, { '2026-06-01': 'A' });
    const { body } = await importPlays(play('2026-06-04', 'Artist A'), play('2026-06-05', 'Another'));
    expect(body).toMatchObject({
      days: { from: null, to: null, reconstructed: { SHORT_TERM: 0, MEDIUM_TERM: 0, LONG_TERM: 0 } },
      artists: { matched: 0, toLink: 0 },
    });
    expect(await ask(stage, '{ viewer { reconstruction { plays } } }')).toEqual({
      viewer: { reconstruction: null },
    });
    expect(await exportFile(stage.client)).not.toContain('listeningHistory');
  });

  it("end before an earlier first day of Spotify's, after its import and when the history comes again", async () => {
    const days = ['2026-06-01', '2026-06-03', '2026-06-05', '2026-06-10'];
    const plays = days.map((day) => play(day, `Played on ${day}`));
    await importPlays(...plays);
    const own = fileOf(
      PROFILE,
      artist(artistId(1), 'Played on 2026-06-01'),
      snapshot('2026-06-04', [artistId(1)]),
    );
    await importFile(stage.client, own);
    const lastDay = async (): Promise<unknown> =>
      stage.instance.sql(
        "SELECT max(day)::text AS day FROM snapshot WHERE range = 'SHORT_TERM' AND source = 'RECONSTRUCTED'",
      );
    expect(await lastDay()).toEqual([{ day: '2026-06-03' }]);
    const again = await importPlays(...plays);
    expect(again.body).toMatchObject({
      days: { to: '2026-06-10', reconstructed: { SHORT_TERM: 3, MEDIUM_TERM: 10, LONG_TERM: 10 } },
      artists: { matched: 1, toLink: 3 },
    });
    expect(await lastDay()).toEqual([{ day: '2026-06-03' }]);
  });

  it("end before the first of Spotify's that a worker records after a move westward across midnight", async () => {
    const move = (timezone: string): Promise<unknown> =>
      ask(stage, `mutation { updateSettings(input: { timezone: "${timezone}" }) { viewer { id } } }`);
    await move('Pacific/Kiritimati');
    const { body } = await importPlays(play('2026-06-10', 'A'), play('2026-06-15T09:00:00Z', 'B'));
    expect(body).toMatchObject({ days: { to: '2026-06-15' } });
    await move('Pacific/Pago_Pago');
    const worker = await stage.instance.startWorker();
    expect((await takeSnapshot(stage.client)).day).toBe('2026-06-14');
    await worker.stop();
    const late = await stage.instance.sql(
      "SELECT FROM snapshot WHERE day >= '2026-06-14' AND source = 'RECONSTRUCTED'",
    );
    expect(late).toEqual([]);
  }, 60_000);
});
