import { setTimeout as delay } from 'node:timers/promises';
import type { Serving } from '../stage/child.js';
import { type Crowd, makeDue } from './crowd.js';
import { cpuMs } from '../stage/process-cost.js';
import type { Stage } from '../stage/stage.js';
import { Yardstick } from '../stage/yardstick.js';

/** What one day of snapshots of a crowd cost. */
export interface DayCost {
  readonly listeners: number;
  readonly seconds: number;
  /** Of all workers together. */
  readonly cpuMs: number;
  readonly statements: number;
  /** A fixed piece of work at the same time, in milliseconds. */
  readonly yardstickMs: number;
}

const LONGEST_MS = 300_000;
const CHECKED = 60;

/**
 * Has a crowd come due and its snapshots taken, and measures until the last job is settled.
 *
 * @throws when a snapshot is missing, or holds anything but what Spotify said
 */
export async function runDay(stage: Stage, workers: readonly Serving[], crowd: Crowd): Promise<DayCost> {
  const listeners = crowd.names.length;
  await stage.resetStatements();
  const cpu = (): number => workers.reduce((sum, { pid }) => sum + cpuMs(pid), 0);
  const [cpuBefore, began] = [cpu(), performance.now()];
  const yardstick = new Yardstick();
  await makeDue(stage, crowd);
  while ((await unsettled(stage, crowd)) > 0) {
    if (performance.now() - began > LONGEST_MS) throw new Error('The workers are too slow, or stand still.');
    await delay(100);
    yardstick.lay();
  }
  const cost = {
    listeners,
    seconds: (performance.now() - began) / 1_000,
    cpuMs: cpu() - cpuBefore,
    statements: await stage.statements(),
    yardstickMs: yardstick.ms,
  };
  await check(stage, crowd);
  return cost;
}

/** Listeners who are still due, or in the queue. */
async function unsettled(stage: Stage, { names }: Crowd): Promise<number> {
  const [row] = await stage.sql<{ left: number }>(
    `SELECT (SELECT count(*) FROM pgboss.job WHERE state < 'completed')::int
          + (SELECT count(*) FROM snapshot_schedule JOIN listener ON id = listener_id
             WHERE spotify_id = ANY($1) AND due_at <= clock_now())::int AS left`,
    [names],
  );
  return row?.left ?? 0;
}

/** Every listener has three snapshots of 50 places; of some every place is compared. */
async function check(stage: Stage, { names }: Crowd): Promise<void> {
  const rows = await stage.sql<{ name: string; range: 'short_term'; day: string; artists: string[] }>(
    `SELECT spotify_id AS name, lower(range::text) AS range, day::text AS day,
            ARRAY(SELECT artist.spotify_id FROM unnest(artist_ids) WITH ORDINALITY AS place (id, rank)
                  JOIN artist USING (id) ORDER BY rank) AS artists
     FROM snapshot JOIN listener ON listener.id = listener_id WHERE spotify_id = ANY($1)`,
    [names],
  );
  const wrong = (what: string): Error => new Error(`Nothing is reported: ${what}.`);
  if (rows.length !== names.length * 3) {
    throw wrong(`there are ${rows.length} snapshots of ${names.length} listeners`);
  }
  for (const { name, artists } of rows) {
    if (artists.length !== 50) throw wrong(`${name} has a snapshot of ${artists.length} places`);
  }
  for (const { name, range, day, artists } of rows.slice(0, CHECKED)) {
    const list = await stage.control.list({ listener: name, range, day });
    const said = list.artists.slice(0, 50).map(({ id }) => id);
    if (said.join() !== artists.join()) throw wrong(`${range} of ${name} is not what Spotify said`);
  }
}
