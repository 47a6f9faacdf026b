import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';
import { inTransaction } from '../connection/transaction.js';
import type { AccessToken, NewAccessToken, TokenHolder } from './access-token.js';

/** A use is written down unless an earlier one was within this time. */
const USE_NOTED_EVERY_SECONDS = 30;
/** For so long an expired token can still be told from one that nobody knows. */
const EXPIRED_KEPT_DAYS = 30;

const SHOWN = `id, name, scope, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"`;

/** Listeners' access tokens. PostgreSQL's clock says which have expired. */
@Injectable()
export class AccessTokenRepository {
  private readonly questions = new Together((listenerIds: readonly number[]) => this.readLive(listenerIds));

  constructor(private readonly database: Database) {}

  /** Those that have not expired, newest first. What is asked at the same time is answered by one statement. */
  live(listenerId: number): Promise<AccessToken[]> {
    return this.questions.ask(listenerId);
  }

  private async readLive(listenerIds: readonly number[]): Promise<(listenerId: number) => AccessToken[]> {
    const { rows } = await this.database.pool.query<AccessToken & { listenerId: number }>(
      `SELECT listener_id AS "listenerId", ${SHOWN} FROM access_token
       WHERE listener_id = ANY($1::int[]) AND expires_at > clock_now()
       ORDER BY created_at DESC, id DESC`,
      [[...new Set(listenerIds)]],
    );
    const tokens = Map.groupBy(rows, ({ listenerId }) => listenerId);
    return (listenerId) => tokens.get(listenerId)?.map(({ listenerId: _, ...token }) => token) ?? [];
  }

  /**
   * Stores a token, unless the listener has `most` live ones already.
   *
   * @returns the token; otherwise what stands in its way
   */
  add(
    listenerId: number,
    { hash, name, scope, expiresInDays }: NewAccessToken,
    most: number,
  ): Promise<AccessToken | 'TOO_MANY' | 'NO_LISTENER'> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      // One at a time for each listener, or two at once would both count to one below the most.
      const found = await client.query('SELECT FROM listener WHERE id = $1 FOR NO KEY UPDATE', [listenerId]);
      if (found.rowCount === 0) return 'NO_LISTENER';
      await client.query(
        `DELETE FROM access_token
         WHERE listener_id = $1 AND expires_at < clock_now() - make_interval(days => $2)`,
        [listenerId, EXPIRED_KEPT_DAYS],
      );
      const added = await client.query<AccessToken>(
        `INSERT INTO access_token (listener_id, hash, name, scope, expires_at)
         SELECT $1, $2, $3, $4, clock_now() + make_interval(hours => 24 * $5::int)
         WHERE $6 > (SELECT count(*) FROM access_token WHERE listener_id = $1 AND expires_at > clock_now())
         RETURNING ${SHOWN}`,
        [listenerId, hash, name, scope, expiresInDays, most],
      );
      return added.rows[0] ?? 'TOO_MANY';
    });
  }

  /** Takes a token away from whoever holds it; null when the listener has none with this id. */
  async revoke(listenerId: number, id: string): Promise<AccessToken | null> {
    const { rows } = await this.database.pool.query<AccessToken>(
      // As text, since an id that is none at all is not known either.
      `DELETE FROM access_token WHERE listener_id = $1 AND id::text = $2 RETURNING ${SHOWN}`,
      [listenerId, id],
    );
    return rows[0] ?? null;
  }

  /** Who holds the token with this SHA-256; null when there is none. */
  async holder(hash: Uint8Array): Promise<TokenHolder | null> {
    const { rows } = await this.database.pool.query<TokenHolder>(
      `SELECT listener_id AS "listenerId", id AS "tokenId", scope, expires_at <= clock_now() AS expired,
              last_used_at IS NULL OR last_used_at < clock_now() - make_interval(secs => $2) AS "useIsNews"
       FROM access_token WHERE hash = $1`,
      [hash, USE_NOTED_EVERY_SECONDS],
    );
    return rows[0] ?? null;
  }

  /** Writes down that a token is in use now; once in half a minute, however many processes see it used. */
  async noteUse({ listenerId, tokenId }: TokenHolder): Promise<void> {
    await this.database.pool.query(
      `UPDATE access_token SET last_used_at = clock_now()
       WHERE listener_id = $1 AND id = $2
         AND (last_used_at IS NULL OR last_used_at < clock_now() - make_interval(secs => $3))`,
      [listenerId, tokenId, USE_NOTED_EVERY_SECONDS],
    );
  }
}
