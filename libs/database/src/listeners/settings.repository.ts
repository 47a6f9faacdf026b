import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { inTransaction, type Queryable } from '../connection/statements.js';

/** A change of a listener's settings, with its consequences. Omitted fields stay as they are. */
export interface SettingsChange {
  readonly timezone?: string;
  /** The current chart day under a new time zone. */
  readonly day?: string;
  /** Days that a change of time zone skips. Recorded days stay. */
  readonly skippedDays?: readonly string[];
  readonly snapshotsPaused?: boolean;
  /** Whether reads include reconstructed snapshots. */
  readonly includeReconstructed?: boolean;
  /** When snapshots are due next. Null for never. */
  readonly dueAt?: Date | null;
  /** When the change takes effect. Defaults to PostgreSQL's current time; the demo sets times in the past. */
  readonly effectiveAt?: Date;
}

/** Changes listeners' settings. */
@Injectable()
export class SettingsRepository {
  constructor(private readonly database: Database) {}

  /** Applies a change in one transaction. */
  change(listenerId: number, change: SettingsChange): Promise<void> {
    return inTransaction(this.database.pool, 'BEGIN', (client) => changeSettings(client, listenerId, change));
  }
}

/**
 * Changes a listener's settings in the transaction of `client`. Raw, since an import changes them in its own
 * transaction, which Prisma cannot join.
 */
export async function changeSettings(
  client: Queryable,
  listenerId: number,
  change: SettingsChange,
): Promise<void> {
  const { timezone = null, day = null, skippedDays = [], snapshotsPaused = null, dueAt } = change;
  const { effectiveAt = null, includeReconstructed = null } = change;
  const { rowCount } = await client.query(
    `UPDATE listener SET timezone = coalesce($2, timezone), snapshots_paused = coalesce($3, snapshots_paused),
                         include_reconstructed = coalesce($4, include_reconstructed)
     WHERE id = $1`,
    [listenerId, timezone, snapshotsPaused, includeReconstructed],
  );
  if (rowCount === 0) throw new Error('The settings cannot be changed: the listener has been deleted.');
  if (includeReconstructed !== null) {
    // Caches read all histories again. A range without a revision gets one, so that this waits for a transaction that is
    // storing its first snapshot, and renews that revision too. Locks in the order of all transactions.
    await client.query(
      `INSERT INTO history_revision (listener_id, range)
       SELECT $1, range FROM unnest(enum_range(NULL::"TimeRange")) AS range ORDER BY range
       ON CONFLICT (listener_id, range) DO UPDATE SET revision = excluded.revision`,
      [listenerId],
    );
  }
  // This change can restore days that an earlier one skipped.
  await client.query('DELETE FROM skipped_day WHERE listener_id = $1 AND day >= $2::date', [listenerId, day]);
  await client.query(
    `INSERT INTO skipped_day (listener_id, day)
     SELECT $1, day FROM unnest($2::date[]) AS skipped (day)
     WHERE NOT EXISTS (SELECT FROM snapshot WHERE listener_id = $1 AND snapshot.day = skipped.day
                         AND source = 'SPOTIFY')
       AND NOT EXISTS (SELECT FROM snapshot_failure AS failure WHERE listener_id = $1 AND failure.day = skipped.day)
       AND NOT EXISTS (SELECT FROM imported_gap AS gap WHERE listener_id = $1 AND gap.day = skipped.day)
     ON CONFLICT DO NOTHING`,
    [listenerId, skippedDays],
  );
  if (snapshotsPaused === true) {
    await client.query(
      `INSERT INTO interruption (listener_id, kind, began_at) VALUES ($1, 'PAUSED', coalesce($2, clock_now()))
       ON CONFLICT DO NOTHING`,
      [listenerId, effectiveAt],
    );
  } else if (snapshotsPaused === false) {
    await client.query(
      `UPDATE interruption SET ended_at = coalesce($2, clock_now())
       WHERE listener_id = $1 AND kind = 'PAUSED' AND ended_at IS NULL`,
      [listenerId, effectiveAt],
    );
  }
  if (dueAt !== undefined) {
    await client.query(
      'UPDATE snapshot_schedule SET due_at = $2, claimable_at = $2, attempts = 0 WHERE listener_id = $1',
      [listenerId, dueAt],
    );
  }
}
