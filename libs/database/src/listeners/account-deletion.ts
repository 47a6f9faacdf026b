import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { deleteUnnamedArtists } from '../artists/delete-unnamed-artists.js';
import { sqlStateOf } from '../connection/database-away.js';
import { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';
import { inTransaction } from '../connection/transaction.js';
import { deleteJobs } from '../queue/snapshot-queue.js';

/** SQLSTATE: PostgreSQL ended one of two transactions that waited for each other. */
const DEADLOCK = '40P01';
const MOST_ATTEMPTS = 3;

/** The time limit of a statement, in milliseconds: up to 100,000 imported artists go with a listener. */
const LIMIT_MS = 60_000;

const importedArtist = z.object({ id: z.int() });
const deletion = z.object({ deletedAt: z.date() });

/** Deletes listeners' accounts. */
@Injectable()
export class AccountDeletion {
  constructor(private readonly database: Database) {}

  /**
   * Deletes everything of a listener, or nothing. Every table about listeners refers to their row, sessions included,
   * and cascades; jobs are deleted beside it. Work in progress for the listener then fails at the reference and cannot
   * bring anything back. Artists that only this listener's imports name go too; other artists stay.
   *
   * @returns when, by PostgreSQL's clock; null if there is no such listener
   */
  async delete(listenerId: number): Promise<Date | null> {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await this.attempt(listenerId);
      } catch (error) {
        // A concurrent sign-in or refresh of this listener has gone first.
        if (sqlStateOf(error) !== DEADLOCK || attempts === MOST_ATTEMPTS) throw error;
      }
    }
  }

  /** Raw, since Prisma cannot give these statements more time than the pool gives all others. */
  private attempt(listenerId: number): Promise<Date | null> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      await client.query(`SET LOCAL statement_timeout = ${LIMIT_MS}`);
      const limits = { values: [listenerId], query_timeout: LIMIT_MS + 5_000 };
      // Waits for an import of this listener that is being stored, and keeps others from starting.
      await client.query({ text: 'SELECT FROM listener WHERE id = $1 FOR UPDATE', ...limits });
      const imported = await queryRows(client, importedArtist, {
        text: 'SELECT artist_id AS id FROM imported_artist WHERE listener_id = $1',
        ...limits,
      });
      const [deleted] = await queryRows(client, deletion, {
        text: 'DELETE FROM listener WHERE id = $1 RETURNING clock_now() AS "deletedAt"',
        ...limits,
      });
      await deleteJobs(client, this.database.queueSchema, listenerId);
      await deleteUnnamedArtists(
        client,
        imported.map(({ id }) => id),
      );
      return deleted?.deletedAt ?? null;
    });
  }
}
