import { jest } from '@jest/globals';
import type { SnapshotSource } from '#charts';
import { Database } from '#database';
import { Pool } from 'pg';
import type { Instance } from '../support/index.js';

/** A snapshot that a test inserts. */
export interface Recorded {
  readonly day: string;
  readonly takenAt: string;
  readonly complete: boolean;
  readonly source: SnapshotSource;
  readonly artists: readonly number[] | null;
}

/** Returns a snapshot of a day, taken at noon. */
export function recorded(
  day: string,
  artists: readonly number[] | null,
  complete = false,
  source: SnapshotSource = 'SPOTIFY',
): Recorded {
  return { day, takenAt: `${day}T12:00:00.000Z`, complete, source, artists };
}

/** Inserts a listener without any other data, and returns the id. */
export async function newListener(instance: Instance, name = 'listener'): Promise<number> {
  const [row] = await instance.sql<{ id: number }>(
    'INSERT INTO listener (spotify_id) VALUES ($1) RETURNING id',
    [name],
  );
  if (!row) throw new Error('PostgreSQL returned no id');
  return row.id;
}

/** Inserts snapshots in the given order, on a connection of its own. */
export async function record(
  instance: Instance,
  listenerId: number,
  range: string,
  ...snapshots: Recorded[]
): Promise<void> {
  await instance.sql(
    `INSERT INTO snapshot (listener_id, range, day, taken_at, complete, source, artist_ids)
     SELECT $1, $2::"TimeRange", given.*
     FROM jsonb_to_recordset($3::jsonb)
       AS given (day date, "takenAt" timestamptz, complete boolean, source "SnapshotSource", artists int[])`,
    [listenerId, range, JSON.stringify(snapshots)],
  );
}

/** Opens a database that counts the statements sent outside Prisma. */
export function openDatabase(instance: Instance): { database: Database; statements: () => number } {
  const pool = new Pool({ connectionString: instance.database.url, max: 4 });
  const query = jest.spyOn(pool, 'query');
  return { database: new Database(pool), statements: () => query.mock.calls.length };
}
