import type { ChartDay } from '#charts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { inTransaction, queryRows, readClock } from '../connection/statements.js';
import { deleteUnusedImports } from './sources.js';

/** Listeners and deleted rows per statement. Small, so that no request waits long for one. */
const LISTENER_BATCH = 200;
const ROW_BATCH = 1_000;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The tables with a row per listener, range and day. */
const TABLES = ['snapshot', 'snapshot_failure', 'imported_gap'] as const;

const deletedRow = z.object({ id: z.int() });

/** Deletes data that is older than the retention period. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** Reads PostgreSQL's clock. */
  now(): Promise<Date> {
    return readClock(this.database.prisma);
  }

  /**
   * Deletes snapshots, failures, gaps and interruptions of days before `day` in small transactions. Several processes can
   * share the work.
   *
   * @returns the number of deleted snapshots
   */
  async deleteBefore(day: ChartDay, stopping: AbortSignal): Promise<number> {
    let deleted = 0;
    for (let last = 0; !stopping.aborted;) {
      const rows = await this.database.prisma.listener.findMany({
        where: { id: { gt: last } },
        orderBy: { id: 'asc' },
        take: LISTENER_BATCH,
        select: { id: true },
      });
      if (rows.length === 0) break;
      const ids = rows.map(({ id }) => id);
      deleted += await this.deleteBatch(ids, day, stopping);
      last = ids.at(-1) ?? last;
    }
    return deleted;
  }

  private async deleteBatch(ids: number[], day: ChartDay, stopping: AbortSignal): Promise<number> {
    const affected = new Set<number>();
    let deleted = 0;
    for (const table of TABLES) {
      for (let more = true; more && !stopping.aborted;) {
        const listeners = await this.deleteRows(table, ids, day);
        more = listeners.length === ROW_BATCH;
        if (table !== 'snapshot') continue;
        deleted += listeners.length;
        for (const id of listeners) affected.add(id);
      }
    }
    const { skippedDay, interruption } = this.database.prisma;
    const midnight = new Date(day);
    await skippedDay.deleteMany({ where: { listenerId: { in: ids }, day: { lt: midnight } } });
    // A day of margin, since interruptions count in the listener's time zone.
    const endedAt = { lt: new Date(midnight.getTime() - DAY_MS) };
    await interruption.deleteMany({ where: { listenerId: { in: ids }, endedAt } });
    for (const id of affected) await this.deleteArtists(id);
    return deleted;
  }

  /** Deletes imported artists that no snapshot of the listener names any more. */
  private deleteArtists(listenerId: number): Promise<void> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      // Waits for an import to commit, since its snapshots can name these artists.
      await client.query('SELECT FROM listener WHERE id = $1 FOR UPDATE', [listenerId]);
      await deleteUnusedImports(client, listenerId);
    });
  }

  /** Deletes rows that no other process is deleting, and returns their listeners. Raw: Prisma lacks `SKIP LOCKED`. */
  private async deleteRows(table: (typeof TABLES)[number], ids: number[], day: ChartDay): Promise<number[]> {
    const rows = await queryRows(
      this.database.pool,
      deletedRow,
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
      [ids, day, ROW_BATCH],
    );
    return rows.map(({ id }) => id);
  }
}
