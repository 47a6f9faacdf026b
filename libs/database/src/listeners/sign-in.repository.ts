import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import type { Prisma } from '../generated/client.js';
import { tokenPlace } from '../grants/grant-row.js';
import { TokenCipher } from '../tokens/index.js';

/** Who signed in, and what Spotify granted. */
export interface SignIn {
  readonly profile: {
    readonly id: string;
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
    return this.database.prisma.$transaction(async (transaction) => {
      // Two first sign-ins of one person at once must find the same listener.
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${signIn.profile.id}, 0))`;
      const listenerId = await saveListener(transaction, signIn.profile);
      await this.saveGrant(transaction, listenerId, signIn);
      if (signIn.accountableFrom !== undefined) {
        await transaction.$executeRaw`
          UPDATE listener SET first_day = least(first_day, ${signIn.accountableFrom}::date) WHERE id = ${listenerId}`;
      }
      return listenerId;
    });
  }

  /**
   * Consent counts from now, unless Spotify may have waved the listener through on a consent that still stands:
   * then the earlier date stays, so that the connection's end is announced too early rather than too late.
   */
  private async saveGrant(
    transaction: Prisma.TransactionClient,
    listenerId: number,
    { tokens, scopes, consentRenewed }: SignIn,
  ): Promise<void> {
    const accessToken = await this.cipher.encrypt(tokens.accessToken, tokenPlace(listenerId, 'access_token'));
    const refreshToken = await this.cipher.encrypt(
      tokens.refreshToken,
      tokenPlace(listenerId, 'refresh_token'),
    );
    await transaction.$executeRaw`
      INSERT INTO spotify_grant AS earlier
        (listener_id, refresh_token, access_token, access_token_expires_at, scopes, authorized_at)
      VALUES (${listenerId}, ${refreshToken}, ${accessToken},
              clock_now() + make_interval(secs => ${tokens.expiresInSeconds}), ${scopes}::text[], clock_now())
      ON CONFLICT (listener_id) DO UPDATE
      SET refresh_token = excluded.refresh_token, access_token = excluded.access_token,
          access_token_expires_at = excluded.access_token_expires_at, scopes = excluded.scopes,
          authorized_at = CASE
            WHEN ${consentRenewed} OR earlier.ended_at IS NOT NULL
              OR earlier.authorized_at <= clock_now() - interval '6 months' THEN excluded.authorized_at
            ELSE earlier.authorized_at END,
          revision = earlier.revision + 1, ended_at = NULL, later_tries = 0,
          last_error_code = NULL, last_error_at = NULL`;
    await transaction.$executeRaw`
      UPDATE interruption SET ended_at = clock_now()
      WHERE listener_id = ${listenerId} AND kind = 'REAUTHORIZATION_REQUIRED' AND ended_at IS NULL`;
    // Whoever has just signed in is looked after at once; what is recorded already today is found out then.
    await transaction.$executeRaw`
      INSERT INTO snapshot_schedule (listener_id, due_at, look_at) VALUES (${listenerId}, clock_now(), clock_now())
      ON CONFLICT (listener_id) DO UPDATE SET due_at = excluded.due_at, look_at = excluded.look_at, attempts = 0`;
  }
}

/** Finds the listener by `account_id`, else by `id` where the account id is not known on one of both sides. */
async function saveListener(
  transaction: Prisma.TransactionClient,
  profile: SignIn['profile'],
): Promise<number> {
  const { id: spotifyId, accountId, displayName, imageUrl } = profile;
  const byAccountId = accountId
    ? await transaction.listener.findUnique({ where: { spotifyAccountId: accountId } })
    : null;
  const known =
    byAccountId ??
    (await transaction.listener.findFirst({
      where: { spotifyId, ...(accountId ? { spotifyAccountId: null } : {}) },
      orderBy: { id: 'desc' },
    }));
  const data = { spotifyId, displayName, imageUrl, ...(accountId ? { spotifyAccountId: accountId } : {}) };
  const saved = known
    ? await transaction.listener.update({ where: { id: known.id }, data, select: { id: true } })
    : await transaction.listener.create({ data, select: { id: true } });
  return saved.id;
}
