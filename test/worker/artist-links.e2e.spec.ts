import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { CatalogueArtist } from '../../apps/simulator/src/lists/catalogue.js';
import type { OurProcess } from '../support/index.js';
import { scrape, scrapeUntil } from '../support/scrape.js';
import {
  ambiguousArtists,
  countCalls,
  countLinks,
  importNames,
  listedIds,
  namesakeOf,
  trackOf,
  uniqueArtists,
  untilLinked,
} from './listening-history.js';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(180_000);

const stage = new WorkerStage();
let worker: OurProcess;
let id: number;

beforeAll(async () => {
  worker = await stage.instance.startWorker();
});
beforeEach(async () => {
  await signInPaused();
});
afterEach(() => stage.until(async () => (await stage.countJobs('active')) === 0, 'no job is active'));

/** Signs in while the worker stands still: snapshots would go first. */
async function signInPaused(): Promise<void> {
  worker.kill('SIGSTOP');
  [id = 0] = await stage.signIn('listener_1');
  await pause();
  worker.kill('SIGCONT');
}

async function pause(): Promise<void> {
  await stage.instance.sql('UPDATE listener SET snapshots_paused = true');
  await stage.instance.sql('UPDATE snapshot_schedule SET due_at = NULL, claimable_at = NULL');
}

function pick(artists: readonly CatalogueArtist[], index: number): CatalogueArtist {
  const artist = artists[index];
  if (!artist) throw new Error(`The simulator has no artist ${index}.`);
  return artist;
}

const byName = (count: number): { name: string }[] =>
  uniqueArtists.slice(0, count).map(({ name }) => ({ name }));
const idsOf = (count: number): string[] => uniqueArtists.slice(0, count).map((artist) => artist.id);

describe('the job that links artists', () => {
  test('links by track and by search while snapshots are paused, and leaves ambiguous and unknown names', async () => {
    const [one, vanished, plain] = [0, 1, 2].map((index) => pick(uniqueArtists, index));
    const [settled, ambiguous] = [pick(ambiguousArtists, 0), pick(ambiguousArtists, 1)];
    const other = namesakeOf(settled);
    const before = await scrape(worker);
    await importNames(stage, id, [
      { name: one?.name ?? '', trackId: one && trackOf(one, { vanished: false }) },
      { name: other.name, trackId: trackOf(other, { vanished: false }) },
      { name: ambiguous.name, trackId: trackOf(ambiguous, { vanished: true }) },
      {
        name: vanished?.name.toUpperCase() ?? '',
        trackId: vanished && trackOf(vanished, { vanished: true }),
      },
      { name: 'Nowhere to Be Found' },
      { name: plain?.name ?? '' },
    ]);
    await untilLinked(stage, id);
    expect(await countLinks(stage, id)).toEqual({ LINKED: 4, UNKNOWN: 2 });
    const list = [one?.id, other.id, 'local:2', vanished?.id, 'local:4', plain?.id];
    expect(await listedIds(stage, id)).toEqual([list, list, list]);
    expect(await countCalls(stage)).toEqual({ track: 4, search: 4, artist: 4 });
    const left = await stage.instance.sql<{ name: string | null }>(
      'SELECT DISTINCT name FROM artist WHERE spotify_url IS NOT NULL ORDER BY name NULLS LAST',
    );
    expect(left.map(({ name }) => name).sort()).toEqual(
      [one?.name, other.name, vanished?.name, plain?.name, null].sort(),
    );
    const metrics = await scrapeUntil(worker, (found) => found.get('headliner_artist_links_pending') === 0);
    const added = (outcome: string): number => {
      const name = `headliner_artist_links_total{outcome="${outcome}"}`;
      return (metrics.get(name) ?? 0) - (before.get(name) ?? 0);
    };
    expect([added('LINKED'), added('UNKNOWN')]).toEqual([4, 2]);
  });

  test('continues after a rate limit in the middle, and looks up nothing twice', async () => {
    await stage.instance.simulator.control.setFault({
      endpoint: 'search',
      skip: 5,
      fault: { kind: 'rate-limited', retryAfter: 2 },
    });
    await importNames(stage, id, byName(12));
    await untilLinked(stage, id);
    expect(await listedIds(stage, id)).toEqual([idsOf(12), idsOf(12), idsOf(12)]);
    expect(await countCalls(stage)).toEqual({ track: 0, search: 13, artist: 12 });
  });

  test('loses nothing when the worker is killed in the middle', async () => {
    await stage.instance.simulator.control.setLatency({ search: 100 });
    await importNames(stage, id, byName(30));
    await stage.until(async () => (await countCalls(stage)).search >= 24, 'the second job is running');
    worker.kill('SIGKILL');
    await worker.ended;
    expect((await countLinks(stage, id))['LINKED']).toBe(20);
    worker = await stage.instance.startWorker();
    await untilLinked(stage, id);
    expect(await listedIds(stage, id)).toEqual([idsOf(30), idsOf(30), idsOf(30)]);
    expect((await countCalls(stage)).search).toBeLessThanOrEqual(40);
  });

  test('waits for snapshots', async () => {
    await stage.instance.simulator.control.setLatency({ 'top-artists': 3_000 });
    await stage.signIn('listener_2');
    await stage.until(async () => (await stage.listCalls()).length > 0, 'a snapshot is being taken');
    await importNames(stage, id, byName(2));
    await untilLinked(stage, id);
    const requests = await stage.instance.simulator.control.requests();
    const lists = requests.findLast(({ endpoint }) => endpoint === 'top-artists');
    const links = requests.find(({ endpoint }) => endpoint === 'search');
    expect(Date.parse(links?.at ?? '') - Date.parse(lists?.at ?? '')).toBeGreaterThan(2_900);
    expect(await stage.snapshotCount()).toBe(6);
  });

  test('keeps artists pending while Spotify fails or the connection has ended', async () => {
    await stage.instance.simulator.control.setFault({
      endpoint: 'artist',
      fault: 'server-error',
      times: 'always',
    });
    await importNames(stage, id, byName(3));
    await stage.until(async () => (await countCalls(stage)).artist === 1, 'a call has failed');
    await stage.until(async () => (await stage.countJobs('completed')) > 0, 'the job ends');
    expect(await countLinks(stage, id)).toEqual({ PENDING: 3 });

    await stage.instance.simulator.control.clearFaults();
    await stage.instance.simulator.control.revokeGrant('listener_1');
    // The next tick queues the listener again, without the pause after a failure.
    await stage.instance.sql('DELETE FROM pgboss.job');
    await stage.until(async () => {
      const [grant] = await stage.instance.sql('SELECT FROM spotify_grant WHERE ended_at IS NOT NULL');
      return grant !== undefined;
    }, 'the connection ends');
    expect(await countLinks(stage, id)).toEqual({ PENDING: 3 });

    await signInPaused();
    await untilLinked(stage, id);
    expect(await listedIds(stage, id)).toEqual([idsOf(3), idsOf(3), idsOf(3)]);
  });
});
