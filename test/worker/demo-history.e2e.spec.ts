import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { computeCoverage, addDays, type ComputedCoverage, dayOf, daysFrom } from '#charts';
import { SpotifyLinkRepository, CoverageRepository, Database, type TimeRange } from '#database';
import { Pool } from 'pg';
import { startCommand, type RunningCommand } from '../support/command.js';
import { Instance, runDirectory } from '../support/index.js';
import { until } from '../support/until.js';
import { buildOnce } from '../support/build-once.js';

const DAYS = 26 * 7;
const RANGES: readonly TimeRange[] = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'];

let instance: Instance;
let database: Database;
beforeAll(async () => {
  instance = await Instance.open();
  database = new Database(new Pool({ connectionString: instance.database.url, max: 4 }));
});
afterAll(async () => {
  await database?.onApplicationShutdown();
  await instance?.close();
});

function startJob(settings: Readonly<Record<string, string>> = {}): RunningCommand {
  buildOnce();
  return startCommand(['node', resolve('dist/apps/worker/src/demo/main.js')], {
    directory: runDirectory(),
    environment: { ...instance.settings, ...settings },
    ipc: true,
  });
}

async function count(table: string): Promise<number> {
  const [row] = await instance.sql<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return row?.count ?? 0;
}

async function readCoverage(range: TimeRange): Promise<ComputedCoverage<string>> {
  const stored = await new CoverageRepository(database).read(1, range);
  if (!stored) throw new Error('no listener has signed in');
  return computeCoverage({ ...stored, today: dayOf(stored.now, stored.timezone) });
}

describe("the demo's history", () => {
  let first: string;

  it('is completed by a second run after a kill half-way, which also restores the clock of the simulator', async () => {
    const killed = startJob();
    await until(async () => (await count('snapshot')) >= 150, 'half of the history');
    killed.kill('SIGKILL');
    expect(await killed.ended).toEqual({ code: null, signal: 'SIGKILL' });
    const half = await instance.sql('SELECT * FROM snapshot ORDER BY day, range LIMIT 150');
    const simulatorClock = await instance.simulator.control.clock();
    expect(simulatorClock.getTime()).toBeLessThan(Date.now() - 86_400_000);

    const next = startJob();
    await next.ended;
    expect(next.logs).toMatch(/^Created a history of 182 days in [\d.]+ s\.\n$/);
    const after = await instance.sql('SELECT * FROM snapshot ORDER BY day, range LIMIT 150');
    expect(after).toEqual(half);
    const clock = await instance.simulator.control.clock();
    expect(Math.abs(clock.getTime() - Date.now())).toBeLessThan(5_000);
    expect((await instance.simulator.control.faults()).filter(({ left }) => left !== 0)).toEqual([]);
    const [listener] = await instance.sql<{ since: Date }>('SELECT created_at AS since FROM listener');
    if (listener) first = addDays(dayOf(listener.since, 'UTC'), -DAYS);
  }, 120_000);

  it.each(RANGES)(
    'has a snapshot or a gap with its reason for every day of 26 weeks of %s',
    async (range) => {
      const { since, snapshotCount, gaps } = await readCoverage(range);
      expect(since).toBe(first);
      const reasons = new Map(gaps.map(({ day, reason }) => [day, reason]));
      const expected = new Map([
        [38, 'NOT_RUNNING'],
        [39, 'NOT_RUNNING'],
        [74, 'SPOTIFY_UNAVAILABLE'],
        ...(range === 'MEDIUM_TERM' ? [[103, 'EMPTY_RESPONSE'] as const] : []),
        [131, 'PAUSED'],
        [132, 'PAUSED'],
        [133, 'PAUSED'],
        [166, 'NOT_RUNNING'],
      ]);
      const days = daysFrom(first, addDays(first, DAYS));
      expect(days.map((day) => reasons.get(day))).toEqual(days.map((_, index) => expected.get(index)));
      expect(gaps).toHaveLength(expected.size);
      expect(snapshotCount).toBe(DAYS - expected.size);
    },
  );

  it.each(RANGES)(
    'contains the artists that Spotify listed on the day of the snapshot for %s',
    async (range) => {
      for (const index of [0, 75, 130, DAYS - 1]) {
        const day = addDays(first, index);
        const [row] = await instance.sql<{ names: string[]; takenOn: string }>(
          `SELECT ARRAY(SELECT name FROM unnest(artist_ids) WITH ORDINALITY AS place (id, rank)
                      JOIN artist USING (id) ORDER BY rank) AS names,
                (taken_at AT TIME ZONE 'UTC')::date::text AS "takenOn"
         FROM snapshot WHERE range = $1 AND day = $2`,
          [range, day],
        );
        const spotifyRanges = {
          SHORT_TERM: 'short_term',
          MEDIUM_TERM: 'medium_term',
          LONG_TERM: 'long_term',
        } as const;
        const list = await instance.simulator.control.list({
          listener: 'demo_01',
          range: spotifyRanges[range],
          day,
        });
        expect(row?.names).toEqual(list.artists.slice(0, 50).map(({ name }) => name));
        expect(row?.takenOn).toBe(day);
      }
    },
  );

  it('leaves the connection active, snapshots due, and the Spotify rate limit unused', async () => {
    expect(await new SpotifyLinkRepository(database).find(1)).toMatchObject({
      status: 'ACTIVE',
      lastErrorCode: null,
    });
    expect(await instance.sql('SELECT snapshots_paused FROM listener')).toEqual([
      { snapshots_paused: false },
    ]);
    const due = await instance.sql('SELECT due_at <= clock_now() AS due FROM snapshot_schedule');
    expect(due).toEqual([{ due: true }]);
    // The job counts its calls apart.
    const counts = await instance.sql('SELECT client_id AS id FROM spotify_rate_limit');
    expect(counts.filter(({ id }) => !String(id).endsWith(':demo-history'))).toEqual([]);
  });

  it('is not created again by a later run', async () => {
    const before = await instance.sql('SELECT * FROM spotify_grant');
    await instance.simulator.control.clearRequests();
    const again = startJob();
    expect(await again.ended).toEqual({ code: 0, signal: null });
    expect(again.logs).toBe('The history exists.\n');
    expect(await instance.sql('SELECT * FROM spotify_grant')).toEqual(before);
    expect(await instance.simulator.control.requests()).toEqual([]);
  });

  it('belongs to the demo listener who signs in', async () => {
    const api = await instance.startApi();
    const client = instance.client(api);
    expect(await (await client.fetch('/')).text()).toContain('Sign in with Spotify');
    await client.signIn('demo_01');
    expect((await client.fetch('/')).status).toBe(200);
    const { data, errors } = await client.graphql(
      '{ viewer { id connection { status } } topArtists(limit: 3) { source entries { rank } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      viewer: { connection: { status: 'ACTIVE' } },
      topArtists: { source: 'SPOTIFY', entries: [{ rank: 1 }, { rank: 2 }, { rank: 3 }] },
    });
    expect(await count('listener')).toBe(1);
    await api.stop();
  });

  it('cannot be created without the simulator: the run exits and names SPOTIFY_API_URL', async () => {
    await instance.sql('UPDATE listener SET first_day = utc_today()');
    const withoutSimulator = startJob({ SPOTIFY_API_URL: 'http://127.0.0.1:9' });
    expect(await withoutSimulator.ended).toEqual({ code: 1, signal: null });
    expect(withoutSimulator.logs).toContain('Point SPOTIFY_API_URL to it');
  });
});
