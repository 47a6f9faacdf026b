import { isNativeError } from 'node:util/types';
import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { inTransaction } from '../connection/transaction.js';
import { forgetJobs } from '../queue/forget-jobs.js';

/** SQLSTATE of a transaction that PostgreSQL ended because it and another waited for each other. */
const DEADLOCK = '40P01';
const MOST_TRIES = 3;

/** Forgets listeners who leave. */
@Injectable()
export class LeavingRepository {
  constructor(private readonly database: Database) {}

  /**
   * Forgets all of a listener, or nothing: every table that says something about one refers to their row, sessions
   * included, and goes with it; jobs are removed beside it. Whatever is under way for them finds nothing to refer to
   * any more, and can bring nothing back. Artists stay, as Spotify describes them: they say nothing about a person.
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
      const { rows } = await client.query<{ deletedAt: Date }>(
        'DELETE FROM listener WHERE id = $1 RETURNING clock_now() AS "deletedAt"',
        [listenerId],
      );
      await forgetJobs(client, this.database.queueSchema, listenerId);
      return rows[0]?.deletedAt ?? null;
    });
  }
}
