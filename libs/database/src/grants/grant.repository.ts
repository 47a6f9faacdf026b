import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { createBatchLoader, queryRows } from '../connection/statements.js';
import { TokenUnreadableError, UnknownKeyError } from '../errors.js';
import { TokenCipher, tokenLocation } from '../tokens/token-cipher.js';

/** A grant with decrypted tokens. Times are in seconds by PostgreSQL's clock. */
interface StoredGrant<RefreshToken> {
  readonly revision: number;
  readonly refreshToken: RefreshToken | null;
  readonly accessToken: { readonly value: string; readonly secondsLeft: number } | null;
  readonly ended: { readonly secondsAgo: number; readonly laterAttempts: number } | null;
}

const grantRow = z.object({
  listener_id: z.int(),
  revision: z.int(),
  refresh_token: z.string().nullable(),
  access_token: z.string().nullable(),
  seconds_left: z.number().nullable(),
  ended_seconds_ago: z.number().nullable(),
  later_attempts: z.int(),
});

type GrantRow = z.output<typeof grantRow>;

/** The columns of {@link grantRow}. */
const GRANT_COLUMNS = `
  listener_id, revision, refresh_token, access_token, later_attempts,
  extract(epoch FROM access_token_expires_at - clock_now())::float8 AS seconds_left,
  extract(epoch FROM clock_now() - ended_at)::float8 AS ended_seconds_ago`;

/** The tokens of a refresh. Null keeps the stored refresh token or scopes. */
interface RefreshedTokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string | null;
  readonly scopes: readonly string[] | null;
}

/**
 * Stores grants with encrypted tokens. Implements the `GrantStore` of libs/spotify. Its statements are raw because each
 * compares a revision, a lease or PostgreSQL's clock and writes, in one atomic step.
 */
@Injectable()
export class GrantRepository {
  private readonly log = new Logger(GrantRepository.name);
  /** The messages that have been logged, since they recur at every request. */
  private readonly logged = new Set<string>();
  private readonly rows = createBatchLoader((listenerIds: readonly number[]) => this.loadRows(listenerIds), {
    inTurn: true,
  });

  constructor(
    private readonly database: Database,
    private readonly cipher: TokenCipher,
  ) {}

  /** Leaves the refresh token encrypted, since decrypting one takes 0.06 ms. */
  async read(listenerId: number): Promise<StoredGrant<true> | 'UNREADABLE' | null> {
    return this.toGrant(listenerId, await this.rows.load(listenerId), () => true);
  }

  async lease(
    listenerId: number,
    holder: string,
    seconds: number,
  ): Promise<StoredGrant<string> | 'UNREADABLE' | null> {
    const [row] = await queryRows(
      this.database.pool,
      grantRow,
      `UPDATE spotify_grant
       SET lease_holder = $2::uuid, lease_until = clock_now() + make_interval(secs => $3)
       WHERE listener_id = $1 AND (lease_until IS NULL OR lease_until <= clock_now())
       RETURNING ${GRANT_COLUMNS}`,
      [listenerId, holder, seconds],
    );
    return this.toGrant(listenerId, row, (token) =>
      this.cipher.decrypt(token, tokenLocation(listenerId, 'refresh_token')),
    );
  }

  async release(listenerId: number, holder: string): Promise<void> {
    await this.database.prisma.grant.updateMany({
      where: { listenerId, leaseHolder: holder },
      data: { leaseHolder: null, leaseUntil: null },
    });
  }

  async saveTokens(listenerId: number, revision: number, tokens: RefreshedTokens): Promise<boolean> {
    const accessToken = await this.cipher.encrypt(
      tokens.accessToken,
      tokenLocation(listenerId, 'access_token'),
    );
    const refreshToken =
      tokens.refreshToken === null
        ? null
        : await this.cipher.encrypt(tokens.refreshToken, tokenLocation(listenerId, 'refresh_token'));
    const updated = await this.database.prisma.$executeRaw`
      WITH resumed AS (
        UPDATE interruption SET ended_at = clock_now()
        WHERE listener_id = ${listenerId} AND kind = 'REAUTHORIZATION_REQUIRED' AND ended_at IS NULL
          AND EXISTS (SELECT FROM spotify_grant WHERE listener_id = ${listenerId} AND revision = ${revision}))
      UPDATE spotify_grant
      SET access_token = ${accessToken},
          access_token_expires_at = clock_now() + make_interval(secs => ${tokens.expiresInSeconds}),
          refresh_token = coalesce(${refreshToken}, refresh_token),
          scopes = coalesce(${tokens.scopes}::text[], scopes),
          revision = revision + 1, ended_at = NULL, later_attempts = 0, lease_holder = NULL, lease_until = NULL
      WHERE listener_id = ${listenerId} AND revision = ${revision}`;
    return updated === 1;
  }

  async recordRefusal(listenerId: number, revision: number, drop: boolean): Promise<boolean> {
    // The revision stays: a refusal changes no token that is still in use.
    const updated = await this.database.prisma.$executeRaw`
      WITH interrupted AS (
        INSERT INTO interruption (listener_id, kind, began_at)
        SELECT listener_id, 'REAUTHORIZATION_REQUIRED', clock_now() FROM spotify_grant
        WHERE listener_id = ${listenerId} AND revision = ${revision}
        ON CONFLICT (listener_id, kind) WHERE ended_at IS NULL DO NOTHING)
      UPDATE spotify_grant
      SET later_attempts = CASE WHEN ended_at IS NULL THEN 0 ELSE later_attempts + 1 END,
          ended_at = coalesce(ended_at, clock_now()),
          last_error_code = 'REAUTHORIZATION_REQUIRED', last_error_at = clock_now(),
          access_token = NULL, access_token_expires_at = NULL,
          refresh_token = CASE WHEN ${drop} THEN NULL ELSE refresh_token END
      WHERE listener_id = ${listenerId} AND revision = ${revision}`;
    return updated === 1;
  }

  async recordError(listenerId: number, code: string): Promise<void> {
    await this.database.prisma.$executeRaw`
      UPDATE spotify_grant SET last_error_code = ${code}, last_error_at = clock_now()
      WHERE listener_id = ${listenerId}`;
  }

  private async loadRows(listenerIds: readonly number[]): Promise<(GrantRow | undefined)[]> {
    const rows = await queryRows(this.database.pool, grantRow, {
      name: 'read-grants',
      text: `SELECT ${GRANT_COLUMNS} FROM spotify_grant WHERE listener_id = ANY($1::int[])`,
      values: [listenerIds],
    });
    const byListener = new Map(rows.map((row) => [row.listener_id, row]));
    return listenerIds.map((id) => byListener.get(id));
  }

  /** Decrypts a grant. Unreadable tokens are a problem of this process's keyring and never end a connection. */
  private async toGrant<RefreshToken>(
    listenerId: number,
    row: GrantRow | undefined,
    toRefreshToken: (encrypted: string) => RefreshToken | Promise<RefreshToken>,
  ): Promise<StoredGrant<RefreshToken> | 'UNREADABLE' | null> {
    if (!row) return null;
    try {
      return await this.decrypt(listenerId, row, toRefreshToken);
    } catch (error) {
      if (!(error instanceof UnknownKeyError || error instanceof TokenUnreadableError)) throw error;
      if (!this.logged.has(error.message)) this.log.error(error.message);
      this.logged.add(error.message);
      return 'UNREADABLE';
    }
  }

  private async decrypt<RefreshToken>(
    listenerId: number,
    row: GrantRow,
    toRefreshToken: (encrypted: string) => RefreshToken | Promise<RefreshToken>,
  ): Promise<StoredGrant<RefreshToken>> {
    const [accessToken, refreshToken] = await Promise.all([
      row.access_token === null
        ? null
        : this.cipher.decrypt(row.access_token, tokenLocation(listenerId, 'access_token')),
      row.refresh_token === null ? null : toRefreshToken(row.refresh_token),
    ]);
    return {
      revision: row.revision,
      refreshToken,
      accessToken: accessToken === null ? null : { value: accessToken, secondsLeft: row.seconds_left ?? 0 },
      ended:
        row.ended_seconds_ago === null
          ? null
          : { secondsAgo: row.ended_seconds_ago, laterAttempts: row.later_attempts },
    };
  }
}
