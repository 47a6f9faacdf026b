import { isNativeError } from 'node:util/types';
import { Injectable } from '@nestjs/common';
import { deleteUnnamedArtists } from '../artists/delete-unnamed-artists.js';
import { Database } from '../connection/database.js';
import { inTransaction } from '../connection/transaction.js';
import { deleteJobs } from '../queue/snapshot-queue.js';

/** SQLSTATE of a transaction that PostgreSQL ended because it and another waited for each other. */
const DEADLOCK = '40P01';
const MOST_TRIES = 3;

/** How long one statement may take, in milliseconds: with a listener up to 100,000 imported artists go. */
const LIMIT_MS = 60_000;

/** Forgets listeners who leave. */
@Injectable()
export class LeavingRepository {
  constructor(private readonly database: Database) {}

  /**
   * Forgets all of a listener, or nothing: every table that says something about one refers to their row, sessions
   * included, and goes with it; jobs are removed beside it. Whatever is under way for them finds nothing to refer to
   * any more, and can bring nothing back. Artists whom only their imports name go with them. Others stay, as Spotify
   * describes them: they say nothing about a person.
   *
   * @returns when, by PostgreSQL's clock; null when there is no such listener
   */
  async forget(listenerId: number): Promise<Date | null> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.tryToForget(listenerId);
      } catch (error) {
        // With a sign-in or a refresh of the same moment, which goes first now.
        const deadlock = isNativeError(error) && 'code' in error && error.code === DEADLOCK;
        if (!deadlock || tries === MOST_TRIES) throw error;
      }
    }
  }

  private tryToForget(listenerId: number): Promise<Date | null> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      await client.query(`SET LOCAL statement_timeout = ${LIMIT_MS}`);
      const limits = { values: [listenerId], query_timeout: LIMIT_MS + 5_000 };
      // An import of theirs that is being stored is waited for, and none can begin.
      await client.query({ text: 'SELECT FROM listener WHERE id = $1 FOR UPDATE', ...limits });
      const imported = await client.query<{ id: number }>({
        text: 'SELECT artist_id AS id FROM imported_artist WHERE listener_id = $1',
        ...limits,
      });
      const { rows } = await client.query<{ deletedAt: Date }>({
        text: 'DELETE FROM listener WHERE id = $1 RETURNING clock_now() AS "deletedAt"',
        ...limits,
      });
      await deleteJobs(client, this.database.queueSchema, listenerId);
      await deleteUnnamedArtists(
        client,
        imported.rows.map(({ id }) => id),
      );
      return rows[0]?.deletedAt ?? null;
    });
  }
}
