import { describe, expect, jest, test } from '@jest/globals';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(120_000);

const stage = new WorkerStage();
const DAYS = 30;
/** So many that one statement does not delete them all. */
const OLD_DAYS = 400;

/** Inserts rows of every table with a day, for the `count` days up to yesterday. */
async function insertDays(listenerId: number, count: number): Promise<void> {
  const { instance } = stage;
  await instance.sql(
    `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
     SELECT $1, each.range, day, true, day, '{}'
     FROM unnest(enum_range(NULL::"TimeRange")) AS each (range),
          generate_series((clock_now() AT TIME ZONE 'UTC')::date - $2::int, (clock_now() AT TIME ZONE 'UTC')::date - 1, '1 day') AS day`,
    [listenerId, count],
  );
  for (const [table, reason] of [
    ['snapshot_failure', 'RATE_LIMITED'],
    ['imported_gap', 'PAUSED'],
  ]) {
    await instance.sql(
      `INSERT INTO ${table} (listener_id, range, day, reason${table === 'snapshot_failure' ? ', failed_at' : ''})
       SELECT listener_id, range, day, $1${table === 'snapshot_failure' ? ', day' : ''} FROM snapshot WHERE listener_id = $2`,
      [reason, listenerId],
    );
  }
  await instance.sql(
    'INSERT INTO skipped_day (listener_id, day) SELECT DISTINCT listener_id, day FROM snapshot WHERE listener_id = $1',
    [listenerId],
  );
  await instance.sql(
    `INSERT INTO interruption (listener_id, kind, began_at, ended_at)
     SELECT DISTINCT listener_id, 'PAUSED'::"InterruptionKind", day::timestamptz, day + interval '1 hour'
     FROM snapshot WHERE listener_id = $1`,
    [listenerId],
  );
}

/** Returns for each table the age of its oldest row in days, and its number of rows. */
async function oldest(): Promise<Record<string, unknown>> {
  const tables = ['snapshot', 'snapshot_failure', 'imported_gap', 'skipped_day'];
  const rows = await stage.instance.sql<{ name: string; back: number; count: number }>(
    tables
      .map(
        (name) => `SELECT '${name}' AS name, (clock_now() AT TIME ZONE 'UTC')::date - min(day) AS back,
                          count(*)::int AS count FROM ${name}`,
      )
      .join(' UNION ALL '),
  );
  return Object.fromEntries(rows.map(({ name, back, count }) => [name, { back, count }]));
}

/** The rows that remain after noon in UTC: 30 days before today. Today has no snapshot. */
function retained(listeners: number): Record<string, unknown> {
  const byRange = { back: DAYS, count: 3 * DAYS * listeners };
  return {
    snapshot: byRange,
    snapshot_failure: byRange,
    imported_gap: byRange,
    skipped_day: { back: DAYS, count: DAYS * listeners },
  };
}

describe('SNAPSHOT_RETENTION_DAYS', () => {
  test('makes workers delete older days by the clock of PostgreSQL, and one more on the next day', async () => {
    const ids = await stage.signIn('listener_1', 'listener_2');
    await stage.instance.sql('UPDATE snapshot_schedule SET due_at = NULL, claimable_at = NULL');
    // A minute after noon in UTC, when the day has begun in every timezone.
    await stage.instance.advanceClock(60);
    for (const id of ids) await insertDays(id, OLD_DAYS);
    const before = await stage.instance.sql('SELECT * FROM history_revision ORDER BY listener_id, range');

    const settings = { SNAPSHOT_RETENTION_DAYS: String(DAYS) };
    const workers = [await stage.startWorker(settings), await stage.startWorker(settings)];
    for (const worker of workers) await worker.untilOutput('Deleted ');
    expect(await oldest()).toEqual(retained(2));
    const deleted = workers.map(({ logs }) => Number(/Deleted (\d+) snapshots/.exec(logs)?.[1]));
    expect(deleted.reduce((sum, count) => sum + count, 0)).toBe(2 * 3 * (OLD_DAYS - DAYS));
    const [interruptions] = await stage.instance.sql<{ count: number }>(
      'SELECT count(*)::int AS count FROM interruption',
    );
    expect(interruptions?.count).toBe(2 * (DAYS + 1));
    // A changed revision invalidates cached histories.
    const after = await stage.instance.sql('SELECT * FROM history_revision ORDER BY listener_id, range');
    expect(after).toHaveLength(6);
    for (const [index, row] of after.entries()) expect(row).not.toEqual(before[index]);

    await stage.instance.advanceClock(86_400);
    await (await stage.startWorker(settings)).untilOutput('Deleted 6 snapshots');
    expect(await oldest()).toMatchObject({ snapshot: { back: DAYS, count: 2 * 3 * (DAYS - 1) } });
  });

  test('deletes an imported artist together with the last snapshot that contains them', async () => {
    const [id = 0] = await stage.signIn('listener_1');
    await stage.instance.sql('UPDATE snapshot_schedule SET due_at = NULL, claimable_at = NULL');
    await stage.instance.sql(
      `INSERT INTO artist (id, spotify_id, spotify_url) VALUES (1, 'old', 'u'), (2, 'both', 'u'), (3, 'young', 'u')`,
    );
    await stage.instance.sql(
      `INSERT INTO imported_artist (listener_id, artist_id, name) SELECT $1, id, 'n' FROM artist`,
      [id],
    );
    await stage.instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       VALUES ($1, 'SHORT_TERM', '2020-01-01', true, clock_now(), '{1,2}'),
              ($1, 'LONG_TERM', (clock_now() AT TIME ZONE 'UTC')::date, true, clock_now(), '{2,3}')`,
      [id],
    );
    const worker = await stage.startWorker({ SNAPSHOT_RETENTION_DAYS: String(DAYS) });
    await worker.untilOutput('Deleted 1 snapshots');
    expect(await stage.instance.sql('SELECT artist_id FROM imported_artist ORDER BY artist_id')).toEqual([
      { artist_id: 2 },
      { artist_id: 3 },
    ]);
  });

  test('deletes nothing when it is not set', async () => {
    const [id = 0] = await stage.signIn('listener_1');
    await insertDays(id, 100);
    await stage.startWorker();
    // The worker deletes before it runs its first job.
    await stage.untilIdle(1);
    expect(await oldest()).toMatchObject({ snapshot: { back: 100 } });
  });
});
