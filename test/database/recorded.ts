import { jest } from '@jest/globals';
import { Database } from '#database';
import { Pool } from 'pg';
import type { Instance } from '../support/index.js';

/** A snapshot that a test inserts. */
export interface Recorded {
  readonly day: string;
  readonly takenAt: string;
  readonly complete: boolean;
  readonly artists: readonly number[] | null;
}

/** A snapshot of a day, taken at its noon. */
export function recorded(day: string, artists: readonly number[] | null, complete = false): Recorded {
  return { day, takenAt: `${day}T12:00:00.000Z`, complete, artists };
}

/** Inserts a listener without further data; returns the id. */
export async function newListener(instance: Instance, name = 'a_listener'): Promise<number> {
  const [row] = await instance.sql<{ id: number }>(
    'INSERT INTO listener (spotify_id) VALUES ($1) RETURNING id',
    [name],
  );
  if (!row) throw new Error('PostgreSQL gave no id');
  return row.id;
}

/** Inserts snapshots in this order on a separate connection, as another process would. */
export async function record(
  instance: Instance,
  listenerId: number,
  range: string,
  ...snapshots: Recorded[]
): Promise<void> {
  await instance.sql(
    `INSERT INTO snapshot (listener_id, range, day, taken_at, complete, artist_ids)
     SELECT $1, $2::"TimeRange", day, "takenAt", complete, artists
     FROM jsonb_to_recordset($3::jsonb) AS given (day date, "takenAt" timestamptz, complete boolean, artists int[])`,
    [listenerId, range, JSON.stringify(snapshots)],
  );
}

/** Opens a database as a process does, with a count of the statements sent without Prisma. */
export function openDatabase(instance: Instance): { database: Database; statements: () => number } {
  const pool = new Pool({ connectionString: instance.database.url, max: 4 });
  const query = jest.spyOn(pool, 'query');
  return { database: new Database(pool), statements: () => query.mock.calls.length };
}
