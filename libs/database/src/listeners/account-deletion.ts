import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { deleteUnnamedArtists } from '../artists/artist-record.js';
import { sqlStateOf } from '../connection/error-codes.js';
import { Database } from '../connection/database.js';
import { allowLongStatements, LONG_TIMEOUT } from '../connection/long-statements.js';
import { avoidNestedLoops, inTransaction, queryRows } from '../connection/statements.js';
import { deleteJobs } from '../queue/snapshot-queue.js';

/** SQLSTATE: PostgreSQL rolled back one of two transactions that waited for each other. */
const DEADLOCK = '40P01';
const MAX_ATTEMPTS = 3;
/** Lets the other transaction take the lock that it waits for: an immediate retry would take it first, and fail again. */
const RETRY_PAUSE_MS = 250;

const artistRow = z.object({ id: z.int() });
const deletionRow = z.object({ deletedAt: z.date() });

/** Deletes listeners' accounts. */
@Injectable()
export class AccountDeletion {
  constructor(private readonly database: Database) {}

  /**
   * Deletes everything of a listener in one transaction, including sessions, jobs, and artists that only their imports
   * name. Tables refer to the listener's row and cascade, so work in progress fails and cannot restore anything.
   *
   * @returns the time by PostgreSQL's clock; null if the listener does not exist
   */
  async delete(listenerId: number): Promise<Date | null> {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await this.attempt(listenerId);
      } catch (error) {
        // Retries when a concurrent sign-in or refresh of this listener won.
        if (sqlStateOf(error) !== DEADLOCK || attempts === MAX_ATTEMPTS) throw error;
      }
      await delay(RETRY_PAUSE_MS);
    }
  }

  /** Raw: Prisma cannot give single statements a longer time limit. */
  private attempt(listenerId: number): Promise<Date | null> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      // It may delete 100,000 imported artists.
      await allowLongStatements(client);
      await avoidNestedLoops(client);
      const options = { values: [listenerId], ...LONG_TIMEOUT };
      // Waits for an import of this listener to commit, and blocks others.
      await client.query({ text: 'SELECT FROM listener WHERE id = $1 FOR UPDATE', ...options });
      const imported = await queryRows(client, artistRow, {
        text: 'SELECT artist_id AS id FROM imported_artist WHERE listener_id = $1',
        ...options,
      });
      const [deleted] = await queryRows(client, deletionRow, {
        text: 'DELETE FROM listener WHERE id = $1 RETURNING clock_now() AS "deletedAt"',
        ...options,
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
