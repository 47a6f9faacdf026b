import { setTimeout as delay } from 'node:timers/promises';
import type { Serving } from '../stage/child.js';
import { type Crowd, makeDue } from './crowd.js';
import { cpuMs, treeCpuMs, Yardstick } from '../stage/measure.js';
import type { Stage } from '../stage/stage.js';

/** What one day of snapshots of a crowd costs. */
export interface DayCost {
  readonly listeners: number;
  readonly seconds: number;
  /** Of all workers. */
  readonly cpuMs: number;
  /** Of all PostgreSQL processes. */
  readonly postgresMs: number;
  readonly statements: number;
  /** Milliseconds for reading and writing 60 kB of JSON during the day. */
  readonly yardstickMs: number;
}

const TIMEOUT_MS = 300_000;
/** Snapshots that are compared with the simulator's lists. */
const COMPARED = 60;

/**
 * Makes a crowd due and measures until the last job is done.
 *
 * @throws if a snapshot is missing or differs from Spotify's list, or a list was fetched twice
 */
export async function measureDay(stage: Stage, workers: readonly Serving[], crowd: Crowd): Promise<DayCost> {
  const listeners = crowd.names.length;
  await stage.resetStatements();
  await stage.control.clearRequests();
  const [began] = await stage.sql<{ at: Date }>('SELECT clock_now() AS at');
  const cpu = (): number => workers.reduce((sum, { pid }) => sum + cpuMs(pid), 0);
  const [cpuBefore, postgresBefore, startedAt] = [cpu(), treeCpuMs(stage.postgresPid), performance.now()];
  const yardstick = new Yardstick();
  await makeDue(stage, crowd);
  while ((await countPending(stage, crowd)) > 0) {
    if (performance.now() - startedAt > TIMEOUT_MS) throw new Error('The workers did not finish in time.');
    await delay(100);
    yardstick.run();
  }
  const cost = {
    listeners,
    seconds: (performance.now() - startedAt) / 1_000,
    cpuMs: cpu() - cpuBefore,
    postgresMs: treeCpuMs(stage.postgresPid) - postgresBefore,
    statements: await stage.statements(),
    yardstickMs: yardstick.ms,
  };
  await requireSnapshots(stage, crowd, began?.at);
  return cost;
}

/** Jobs in the queue and listeners that are due. */
async function countPending(stage: Stage, { names }: Crowd): Promise<number> {
  const [row] = await stage.sql<{ left: number }>(
    `SELECT (SELECT count(*) FROM pgboss.job WHERE state < 'completed')::int
          + (SELECT count(*) FROM snapshot_schedule JOIN listener ON id = listener_id
             WHERE spotify_id = ANY($1) AND due_at <= clock_now())::int AS left`,
    [names],
  );
  return row?.left ?? 0;
}

/**
 * Requires three snapshots of 50 ranks for each listener, and one call to Spotify for each. Compares some of them with the
 * simulator's lists.
 *
 * @param since when the workers began
 */
async function requireSnapshots(stage: Stage, { names }: Crowd, since?: Date): Promise<void> {
  const rows = await stage.sql<{ name: string; range: 'short_term'; day: string; artists: string[] }>(
    `SELECT spotify_id AS name, lower(range::text) AS range, day::text AS day,
            ARRAY(SELECT artist.spotify_id FROM unnest(artist_ids) WITH ORDINALITY AS place (id, rank)
                  JOIN artist USING (id) ORDER BY rank) AS artists
     FROM snapshot JOIN listener ON listener.id = listener_id WHERE spotify_id = ANY($1) AND taken_at >= $2`,
    [names, since],
  );
  const failure = (what: string): Error => new Error(`No report: ${what}.`);
  if (rows.length !== names.length * 3) {
    throw failure(`there are ${rows.length} snapshots of ${names.length} listeners`);
  }
  const requests = await stage.control.requests();
  const calls = requests.filter(({ endpoint }) => endpoint === 'top-artists').length;
  if (calls !== rows.length) throw failure(`workers fetched ${calls} lists for ${rows.length} snapshots`);
  for (const { name, artists } of rows) {
    if (artists.length !== 50) throw failure(`${name} has a snapshot of ${artists.length} ranks`);
  }
  for (const { name, range, day, artists } of rows.slice(0, COMPARED)) {
    const list = await stage.control.list({ listener: name, range, day });
    const expected = list.artists.slice(0, 50).map(({ id }) => id);
    if (expected.join() !== artists.join()) throw failure(`${range} of ${name} differs from Spotify's list`);
  }
}
