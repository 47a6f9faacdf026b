import type { ChartDay } from '#charts';
import { Injectable } from '@nestjs/common';
import { deleteUnnamedArtists } from '../artists/delete-unnamed-artists.js';
import { Database } from '../connection/database.js';
import { inTransaction } from '../connection/transaction.js';

/** So many listeners are looked at by one statement, and so many rows deleted by one: nobody waits for them long. */
const LISTENERS = 200;
const ROWS = 1_000;

/** What is written down by listener, range and day. */
const BY_RANGE = ['snapshot', 'snapshot_failure', 'imported_gap'] as const;

/** Deletes what is older than it may get. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** By PostgreSQL's clock. */
  async now(): Promise<Date> {
    const { rows } = await this.database.pool.query<{ now: Date }>('SELECT clock_now() AS now');
    return rows[0]?.now ?? new Date();
  }

  /**
   * Deletes what is recorded of days before `day`: snapshots, why there were none, and what explained it. In small
   * steps, each of which is kept; several processes at once share the work.
   *
   * @returns how many snapshots were deleted
   */
  async forgetBefore(day: ChartDay, stopping: AbortSignal): Promise<number> {
    let deleted = 0;
    for (let last = 0; !stopping.aborted;) {
      const { rows } = await this.database.pool.query<{ id: number }>(
        'SELECT id FROM listener WHERE id > $1 ORDER BY id LIMIT $2',
        [last, LISTENERS],
      );
      if (rows.length === 0) break;
      const ids = rows.map(({ id }) => id);
      deleted += await this.forgetOf(ids, day, stopping);
      last = ids.at(-1) ?? last;
    }
    return deleted;
  }

  private async forgetOf(ids: number[], day: ChartDay, stopping: AbortSignal): Promise<number> {
    const lostSnapshots = new Set<number>();
    let deleted = 0;
    for (const table of BY_RANGE) {
      for (let more = true; more && !stopping.aborted;) {
        const listeners = await this.forgetRows(table, ids, day);
        more = listeners.length === ROWS;
        if (table !== 'snapshot') continue;
        deleted += listeners.length;
        for (const id of listeners) lostSnapshots.add(id);
      }
    }
    const { pool } = this.database;
    await pool.query('DELETE FROM skipped_day WHERE listener_id = ANY ($1) AND day < $2', [ids, day]);
    // A day more, since the day of an interruption is the listener's own and not UTC's.
    await pool.query(
      "DELETE FROM interruption WHERE listener_id = ANY ($1) AND ended_at < $2::date::timestamp AT TIME ZONE 'UTC' - interval '1 day'",
      [ids, day],
    );
    for (const id of lostSnapshots) await this.forgetArtists(id);
    return deleted;
  }

  /** Artists that none of a listener's snapshots names any more. */
  private forgetArtists(listenerId: number): Promise<void> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      // An import that is being stored is waited for: its snapshots may name what older ones do not any more.
      await client.query('SELECT FROM listener WHERE id = $1 FOR UPDATE', [listenerId]);
      const { rows } = await client.query<{ id: number }>(
        `DELETE FROM imported_artist WHERE listener_id = $1
         AND NOT EXISTS (SELECT FROM (SELECT DISTINCT unnest(artist_ids) AS id FROM snapshot WHERE listener_id = $1)
                           AS named WHERE named.id = artist_id)
         RETURNING artist_id AS id`,
        [listenerId],
      );
      await deleteUnnamedArtists(
        client,
        rows.map(({ id }) => id),
      );
    });
  }

  /** Answers whose rows they were. Rows that another process is about to delete are left to it. */
  private async forgetRows(
    table: (typeof BY_RANGE)[number],
    ids: number[],
    day: ChartDay,
  ): Promise<number[]> {
    const { rows } = await this.database.pool.query<{ id: number }>(
      `DELETE FROM ${table} AS aged USING (
         SELECT old.* FROM unnest($1::int[]) AS listener (id)
         CROSS JOIN unnest(enum_range(NULL::"TimeRange")) AS each (range)
         CROSS JOIN LATERAL (
           SELECT listener_id, ${table}.range, day FROM ${table}
           WHERE listener_id = listener.id AND ${table}.range = each.range AND day < $2
           ORDER BY day LIMIT $3 FOR UPDATE SKIP LOCKED) AS old
         LIMIT $3) AS old
       WHERE aged.listener_id = old.listener_id AND aged.range = old.range AND aged.day = old.day
       RETURNING aged.listener_id AS id`,
      [ids, day, ROWS],
    );
    return rows.map(({ id }) => id);
  }
}
