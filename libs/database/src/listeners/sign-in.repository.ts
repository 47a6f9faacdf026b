import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { inTransaction, type Queryable } from '../connection/transaction.js';
import { tokenPlace } from '../grants/grant-row.js';
import { TokenCipher } from '../tokens/index.js';

/** Who signed in, and what Spotify granted. */
export interface SignIn {
  readonly profile: {
    /** One of the two may be missing, never both. */
    readonly id: string | null;
    readonly accountId: string | null;
    readonly displayName: string | null;
    readonly imageUrl: string | null;
  };
  readonly tokens: {
    readonly accessToken: string;
    readonly expiresInSeconds: number;
    readonly refreshToken: string;
  };
  readonly scopes: readonly string[];
  /** The listener was certainly asked, rather than waved through on an earlier consent. */
  readonly consentRenewed: boolean;
  /**
   * The first chart day that has to be accounted for, where that is earlier than the day of the first sign-in: for a
   * history that is made afterwards, as the demo's is.
   */
  readonly accountableFrom?: string;
}

/** Records sign-ins: the listener, new or known, and the grant that replaces an earlier one. */
@Injectable()
export class SignInRepository {
  constructor(
    private readonly database: Database,
    private readonly cipher: TokenCipher,
  ) {}

  /** Stores everything of one sign-in or nothing; answers the listener's id. */
  record(signIn: SignIn): Promise<number> {
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      await lockListener(client, signIn.profile);
      const listenerId = await saveListener(client, signIn.profile);
      await this.saveGrant(client, listenerId, signIn);
      if (signIn.accountableFrom !== undefined) {
        await client.query('UPDATE listener SET first_day = least(first_day, $2::date) WHERE id = $1', [
          listenerId,
          signIn.accountableFrom,
        ]);
      }
      return listenerId;
    });
  }

  /**
   * Consent counts from now, unless Spotify may have waved the listener through on a consent that still stands:
   * then the earlier date stays, so that the connection's end is announced too early rather than too late.
   */
  private async saveGrant(
    client: Queryable,
    listenerId: number,
    { tokens, scopes, consentRenewed }: SignIn,
  ): Promise<void> {
    const accessToken = await this.cipher.encrypt(tokens.accessToken, tokenPlace(listenerId, 'access_token'));
    const refreshToken = await this.cipher.encrypt(
      tokens.refreshToken,
      tokenPlace(listenerId, 'refresh_token'),
    );
    await client.query(
      `INSERT INTO spotify_grant AS earlier
         (listener_id, refresh_token, access_token, access_token_expires_at, scopes, authorized_at)
       VALUES ($1, $2, $3, clock_now() + make_interval(secs => $4), $5, clock_now())
       ON CONFLICT (listener_id) DO UPDATE
       SET refresh_token = excluded.refresh_token, access_token = excluded.access_token,
           access_token_expires_at = excluded.access_token_expires_at, scopes = excluded.scopes,
           authorized_at = CASE
             WHEN $6 OR earlier.ended_at IS NOT NULL
               OR earlier.authorized_at <= clock_now() - interval '6 months' THEN excluded.authorized_at
             ELSE earlier.authorized_at END,
           revision = earlier.revision + 1, ended_at = NULL, later_tries = 0,
           last_error_code = NULL, last_error_at = NULL`,
      [listenerId, refreshToken, accessToken, tokens.expiresInSeconds, scopes, consentRenewed],
    );
    await client.query(
      `UPDATE interruption SET ended_at = clock_now()
       WHERE listener_id = $1 AND kind = 'REAUTHORIZATION_REQUIRED' AND ended_at IS NULL`,
      [listenerId],
    );
    // Whoever has just signed in is looked after at once; what is recorded already today is found out then.
    await client.query(
      `INSERT INTO snapshot_schedule (listener_id, due_at, look_at) VALUES ($1, clock_now(), clock_now())
       ON CONFLICT (listener_id) DO UPDATE SET due_at = excluded.due_at, look_at = excluded.look_at, attempts = 0`,
      [listenerId],
    );
  }
}

/** Two first sign-ins of one person at once must find the same listener, whichever keys each of them brings. */
async function lockListener(client: Queryable, { id, accountId }: SignIn['profile']): Promise<void> {
  const keys = [accountId === null ? [] : `account:${accountId}`, id === null ? [] : `id:${id}`].flat();
  await client.query(
    'SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest($1::text[]) AS key',
    [keys],
  );
}

/**
 * Finds the listener by `account_id`, else by `id` where the account id is not known on one of both sides. Spotify does
 * not promise that an `id` stays with its account. It belongs to the account that was last named with it, and is taken
 * from any other, so that a profile with nothing but an `id` never leads to somebody else's account.
 */
async function saveListener(client: Queryable, profile: SignIn['profile']): Promise<number> {
  const { id: spotifyId, accountId, displayName, imageUrl } = profile;
  const { rows } = await client.query<{ id: number }>(
    `WITH known AS (
       SELECT id FROM listener
       WHERE spotify_account_id = $2 OR (spotify_id = $1 AND ($2::text IS NULL OR spotify_account_id IS NULL))
       ORDER BY coalesce(spotify_account_id = $2, false) DESC, spotify_account_id IS NULL, id DESC LIMIT 1
       FOR UPDATE
     ), former AS (
       UPDATE listener SET spotify_id = NULL WHERE spotify_id = $1 AND spotify_account_id <> $2
     ), updated AS (
       UPDATE listener
       SET spotify_id = coalesce($1, spotify_id), spotify_account_id = coalesce($2, spotify_account_id),
           display_name = $3, image_url = $4
       FROM known WHERE listener.id = known.id RETURNING listener.id
     ), added AS (
       INSERT INTO listener (spotify_id, spotify_account_id, display_name, image_url)
       SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM known) RETURNING id
     )
     SELECT id FROM updated UNION ALL SELECT id FROM added`,
    [spotifyId, accountId, displayName, imageUrl],
  );
  const [saved] = rows;
  if (!saved) throw new Error('a listener who was just stored is not there');
  return saved.id;
}
