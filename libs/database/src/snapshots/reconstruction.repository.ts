import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { createBatchLoader, inTransaction, queryRows } from '../connection/statements.js';
import { TimeRange } from '../generated/enums.js';
import { lockTransfer } from '../portability/transfer-limits.js';
import { deleteReconstructedSnapshots, deleteUnusedImports } from './sources.js';

/** How well the reconstructed lists of a range match Spotify's. */
export const agreement = z.object({
  range: z.enum(TimeRange),
  /** How many days were compared. */
  days: z.int(),
  /** The mean similarity, from 0 to 1. */
  similarity: z.number(),
});

const reconstructionRow = z.object({
  listenerId: z.int(),
  importedAt: z.date(),
  from: z.string(),
  to: z.string(),
  plays: z.int(),
  artistsLinked: z.int(),
  artistsPending: z.int(),
  artistsUnknown: z.int(),
  /** In the order of the enum. */
  agreement: z.array(agreement),
});

/** A listener's imported listening history: the reconstructed days of any range, and the artists on them. */
export type Reconstruction = Readonly<Omit<z.output<typeof reconstructionRow>, 'listenerId'>>;

const RECONSTRUCTIONS = `
  SELECT history.listener_id AS "listenerId", imported_at AS "importedAt", plays, days.*, artists.*,
         (SELECT coalesce(jsonb_agg(each ORDER BY (each ->> 'range')::"TimeRange"), '[]')
          FROM jsonb_array_elements(history.agreement) AS each) AS agreement
  FROM listening_history AS history
  CROSS JOIN LATERAL (
    SELECT min(day)::text AS "from", max(day)::text AS "to" FROM snapshot
    WHERE listener_id = history.listener_id AND source = 'RECONSTRUCTED') AS days
  CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE state = 'LINKED'))::int AS "artistsLinked",
           (count(*) FILTER (WHERE state = 'PENDING'))::int AS "artistsPending",
           (count(*) FILTER (WHERE state = 'UNKNOWN'))::int AS "artistsUnknown"
    FROM artist_link WHERE listener_id = history.listener_id) AS artists
  WHERE history.listener_id = ANY ($1::int[]) AND days."from" IS NOT NULL`;

/** Reads and deletes what listeners' listening histories have added. */
@Injectable()
export class ReconstructionRepository {
  private readonly byListener = createBatchLoader((ids: readonly number[]) => this.loadAll(ids));

  constructor(private readonly database: Database) {}

  /** Reads a listener's imported listening history; null if there is none. */
  read(listenerId: number): Promise<Reconstruction | null> {
    return this.byListener.load(listenerId);
  }

  /**
   * Deletes a listener's reconstructed snapshots, and what only they need, in one transaction.
   *
   * @returns how many snapshots; null if the listener does not exist
   * @throws {TransferInProgressError} the listener is importing a file
   */
  delete(listenerId: number): Promise<number | null> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      await lockTransfer(client, 'import', listenerId);
      // Linking of artists locks this row too.
      const { rowCount } = await client.query('SELECT FROM listener WHERE id = $1 FOR UPDATE', [listenerId]);
      if (rowCount === 0) return null;
      const deleted = await deleteReconstructedSnapshots(client, listenerId);
      await deleteUnusedImports(client, listenerId);
      return deleted;
    });
  }

  private async loadAll(ids: readonly number[]): Promise<(Reconstruction | null)[]> {
    // Raw: Prisma would need three statements, which see different moments.
    const rows = await queryRows(this.database.pool, reconstructionRow, RECONSTRUCTIONS, [ids]);
    const byId = new Map(rows.map(({ listenerId, ...reconstruction }) => [listenerId, reconstruction]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
