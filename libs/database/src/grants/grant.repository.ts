import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';
import { TokenCipher, TokenUnreadableError, UnknownKeyError } from '../tokens/index.js';
import { GRANT_COLUMNS, type GrantRow, type StoredGrant, tokenPlace } from './grant-row.js';

/** What a refresh brought; `refreshToken` and `scopes` are null where the old ones stay. */
interface RefreshedTokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string | null;
  readonly scopes: readonly string[] | null;
}

/** Grants, with their tokens encrypted; the store that the Spotify module asks for. PostgreSQL's clock decides. */
@Injectable()
export class GrantRepository {
  private readonly log = new Logger(GrantRepository.name);
  /** What the log has been told already: it is the same at every request. */
  private readonly told = new Set<string>();
  private readonly rows = new Together((listenerIds: readonly number[]) => this.readRows(listenerIds));

  constructor(
    private readonly database: Database,
    private readonly cipher: TokenCipher,
  ) {}

  /** Grants that are asked for at the same time are read together. */
  async read(listenerId: number): Promise<StoredGrant | 'UNREADABLE' | null> {
    return this.open(listenerId, await this.rows.ask(listenerId));
  }

  async lease(
    listenerId: number,
    holder: string,
    seconds: number,
  ): Promise<StoredGrant | 'UNREADABLE' | null> {
    const { rows } = await this.database.pool.query<GrantRow>(
      `UPDATE spotify_grant
       SET lease_holder = $2::uuid, lease_until = clock_now() + make_interval(secs => $3)
       WHERE listener_id = $1 AND (lease_until IS NULL OR lease_until <= clock_now())
       RETURNING ${GRANT_COLUMNS}`,
      [listenerId, holder, seconds],
    );
    return this.open(listenerId, rows[0]);
  }

  async release(listenerId: number, holder: string): Promise<void> {
    await this.database.sql`
      UPDATE spotify_grant SET lease_holder = NULL, lease_until = NULL
      WHERE listener_id = ${listenerId} AND lease_holder = ${holder}::uuid`;
  }

  async keep(listenerId: number, revision: number, tokens: RefreshedTokens): Promise<boolean> {
    const accessToken = await this.cipher.encrypt(tokens.accessToken, tokenPlace(listenerId, 'access_token'));
    const refreshToken =
      tokens.refreshToken === null
        ? null
        : await this.cipher.encrypt(tokens.refreshToken, tokenPlace(listenerId, 'refresh_token'));
    const kept = await this.database.sql<unknown[]>`
      WITH healed AS (
        UPDATE interruption SET ended_at = clock_now()
        WHERE listener_id = ${listenerId} AND kind = 'REAUTHORIZATION_REQUIRED' AND ended_at IS NULL
          AND EXISTS (SELECT FROM spotify_grant WHERE listener_id = ${listenerId} AND revision = ${revision}))
      UPDATE spotify_grant
      SET access_token = ${accessToken},
          access_token_expires_at = clock_now() + make_interval(secs => ${tokens.expiresInSeconds}),
          refresh_token = coalesce(${refreshToken}, refresh_token),
          scopes = coalesce(${tokens.scopes}::text[], scopes),
          revision = revision + 1, ended_at = NULL, later_tries = 0, lease_holder = NULL, lease_until = NULL
      WHERE listener_id = ${listenerId} AND revision = ${revision}
      RETURNING 1`;
    return kept.length === 1;
  }

  async refuse(listenerId: number, revision: number, drop: boolean): Promise<boolean> {
    // The revision stays: a refusal changes no token that is still in use.
    const refused = await this.database.sql<unknown[]>`
      WITH begun AS (
        INSERT INTO interruption (listener_id, kind, began_at)
        SELECT listener_id, 'REAUTHORIZATION_REQUIRED', clock_now() FROM spotify_grant
        WHERE listener_id = ${listenerId} AND revision = ${revision}
        ON CONFLICT (listener_id, kind) WHERE ended_at IS NULL DO NOTHING)
      UPDATE spotify_grant
      SET later_tries = CASE WHEN ended_at IS NULL THEN 0 ELSE later_tries + 1 END,
          ended_at = coalesce(ended_at, clock_now()),
          last_error_code = 'REAUTHORIZATION_REQUIRED', last_error_at = clock_now(),
          access_token = NULL, access_token_expires_at = NULL,
          refresh_token = CASE WHEN ${drop} THEN NULL ELSE refresh_token END
      WHERE listener_id = ${listenerId} AND revision = ${revision}
      RETURNING 1`;
    return refused.length === 1;
  }

  async noteError(listenerId: number, code: string): Promise<void> {
    await this.database.sql`
      UPDATE spotify_grant SET last_error_code = ${code}, last_error_at = clock_now()
      WHERE listener_id = ${listenerId}`;
  }

  private async readRows(
    listenerIds: readonly number[],
  ): Promise<(listenerId: number) => GrantRow | undefined> {
    const { rows } = await this.database.pool.query<GrantRow & { readonly listener_id: number }>(
      `SELECT listener_id, ${GRANT_COLUMNS} FROM spotify_grant WHERE listener_id = ANY($1::int[])`,
      [listenerIds],
    );
    const found = new Map(rows.map((row) => [row.listener_id, row]));
    return (listenerId) => found.get(listenerId);
  }

  /** Tokens that this process cannot read are its own fault, or its keyring's: never the end of a connection. */
  private async open(
    listenerId: number,
    row: GrantRow | undefined,
  ): Promise<StoredGrant | 'UNREADABLE' | null> {
    if (!row) return null;
    try {
      return await this.decrypt(listenerId, row);
    } catch (error) {
      if (!(error instanceof UnknownKeyError || error instanceof TokenUnreadableError)) throw error;
      if (!this.told.has(error.message)) this.log.error(error.message);
      this.told.add(error.message);
      return 'UNREADABLE';
    }
  }

  private async decrypt(listenerId: number, row: GrantRow): Promise<StoredGrant> {
    const decrypt = (column: 'access_token' | 'refresh_token'): Promise<string | null> | null =>
      row[column] === null ? null : this.cipher.decrypt(row[column], tokenPlace(listenerId, column));
    const [accessToken, refreshToken] = await Promise.all([
      decrypt('access_token'),
      decrypt('refresh_token'),
    ]);
    return {
      revision: row.revision,
      refreshToken,
      accessToken: accessToken === null ? null : { value: accessToken, secondsLeft: row.seconds_left ?? 0 },
      ended:
        row.ended_seconds_ago === null
          ? null
          : { secondsAgo: row.ended_seconds_ago, laterTries: row.later_tries },
    };
  }
}
