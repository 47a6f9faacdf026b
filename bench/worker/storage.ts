import type { Stage } from '../stage/stage.js';

const YEARLY = { listeners: 40, days: 365 };
const GROWTH_DAYS = 2;

/** The bytes that one listener's record takes for a year of three ranges and 50 places, indexes included. */
export async function bytesPerListenerYear(stage: Stage): Promise<number> {
  return bytesOf(stage, YEARLY.listeners, YEARLY.days);
}

/** The bytes that a day of one listener takes, with so many listeners on record. */
export async function bytesPerListenerDay(stage: Stage, listeners: number): Promise<number> {
  return (await bytesOf(stage, listeners, GROWTH_DAYS)) / GROWTH_DAYS;
}

/** For each listener, and put away again. */
async function bytesOf(stage: Stage, listeners: number, days: number): Promise<number> {
  // What they hold makes no difference: 50 numbers take the same room, whichever they are.
  await stage.sql(`
    CREATE TABLE bench_day (LIKE snapshot INCLUDING ALL);
    CREATE TABLE bench_list AS SELECT ARRAY(SELECT (random() * 2000000)::int FROM generate_series(1, 50)) AS artists`);
  // Day by day, as they come.
  await stage.sql(
    `INSERT INTO bench_day (listener_id, range, day, complete, taken_at, artist_ids)
     SELECT listener.id, range, (date '2020-01-01' + day), false, timestamptz '2020-01-01' + day * interval '1 day', artists
     FROM generate_series(1, $2::int) AS day,
          (SELECT id FROM listener ORDER BY id DESC LIMIT $1) AS listener,
          unnest(enum_range(NULL::"TimeRange")) AS range, bench_list
     ORDER BY day, listener.id`,
    [listeners, days],
  );
  const [row] = await stage.sql<{ bytes: string }>("SELECT pg_total_relation_size('bench_day') AS bytes");
  await stage.sql('DROP TABLE bench_day, bench_list');
  return Number(row?.bytes) / listeners;
}
