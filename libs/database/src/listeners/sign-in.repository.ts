import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { readClock } from '../connection/statements.js';
import type { Prisma } from '../generated/client.js';
import { TokenCipher, tokenLocation } from '../tokens/token-cipher.js';

type Transaction = Prisma.TransactionClient;

/** A completed sign-in: the listener's profile, and what Spotify granted. */
export interface SignIn {
  readonly profile: {
    /** `id` or `accountId` may be null, not both. */
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
  /** Whether Spotify certainly showed its consent page. It may skip it after an earlier consent. */
  readonly consentRenewed: boolean;
  /** The first accountable day, if it precedes the day of the first sign-in. Only for the demo. */
  readonly accountableFrom?: string;
}

const earlierGrants = z.array(z.object({ authorizedAt: z.date(), lapsed: z.boolean() }));

/** Records sign-ins: the listener, and the grant that replaces an earlier one. */
@Injectable()
export class SignInRepository {
  constructor(
    private readonly database: Database,
    private readonly cipher: TokenCipher,
  ) {}

  /** Stores a sign-in in one transaction. Returns the listener's id. */
  record(signIn: SignIn): Promise<number> {
    return this.database.prisma.$transaction(async (transaction) => {
      await lockProfile(transaction, signIn.profile);
      const listenerId = await saveListener(transaction, signIn.profile);
      await this.saveGrant(transaction, listenerId, signIn);
      if (signIn.accountableFrom !== undefined) {
        const firstDay = new Date(signIn.accountableFrom);
        const isLater = { id: listenerId, firstDay: { gt: firstDay } };
        await transaction.listener.updateMany({ where: isLater, data: { firstDay } });
      }
      return listenerId;
    });
  }

  private async saveGrant(
    transaction: Transaction,
    listenerId: number,
    { tokens, scopes, consentRenewed }: SignIn,
  ): Promise<void> {
    // Locked, since a concurrent refresh can end the grant.
    const [earlier] = earlierGrants.parse(
      await transaction.$queryRaw`
        SELECT authorized_at AS "authorizedAt",
               ended_at IS NOT NULL OR authorized_at <= clock_now() - interval '6 months' AS lapsed
        FROM spotify_grant WHERE listener_id = ${listenerId} FOR UPDATE`,
    );
    const now = await readClock(transaction);
    const grant = {
      accessToken: await this.cipher.encrypt(tokens.accessToken, tokenLocation(listenerId, 'access_token')),
      accessTokenExpiresAt: new Date(now.getTime() + tokens.expiresInSeconds * 1_000),
      refreshToken: await this.cipher.encrypt(
        tokens.refreshToken,
        tokenLocation(listenerId, 'refresh_token'),
      ),
      scopes: [...scopes],
      // Spotify may have relied on an earlier consent. Its date announces the end too early rather than too late.
      authorizedAt: earlier && !earlier.lapsed && !consentRenewed ? earlier.authorizedAt : now,
      endedAt: null,
      laterAttempts: 0,
      lastErrorCode: null,
      lastErrorAt: null,
    };
    await transaction.grant.upsert({
      where: { listenerId },
      create: { listenerId, ...grant },
      update: { ...grant, revision: { increment: 1 } },
    });
    await transaction.interruption.updateMany({
      where: { listenerId, kind: 'REAUTHORIZATION_REQUIRED', endedAt: null },
      data: { endedAt: now },
    });
    // Due at once; the job skips what is recorded today.
    const due = { dueAt: now, claimableAt: now, attempts: 0 };
    await transaction.snapshotSchedule.upsert({
      where: { listenerId },
      create: { listenerId, ...due },
      update: due,
    });
  }
}

/** Locks both keys of a profile, so that concurrent first sign-ins of one person find the same listener. */
async function lockProfile(transaction: Transaction, { id, accountId }: SignIn['profile']): Promise<void> {
  const keys = [accountId === null ? [] : `account:${accountId}`, id === null ? [] : `id:${id}`].flat();
  await transaction.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(${keys}::text[]) AS key`;
}

/**
 * Updates the listener with this profile, or adds one. An `id` belongs to the account that last had it and is removed
 * from any other, since Spotify does not promise that it stays with its account.
 */
async function saveListener(transaction: Transaction, profile: SignIn['profile']): Promise<number> {
  const { id: spotifyId, accountId, displayName, imageUrl } = profile;
  const existing = await findListener(transaction, profile);
  if (spotifyId !== null && accountId !== null) {
    await transaction.listener.updateMany({
      where: { spotifyId, spotifyAccountId: { not: accountId } },
      data: { spotifyId: null },
    });
  }
  const data = {
    displayName,
    imageUrl,
    ...(spotifyId === null ? {} : { spotifyId }),
    ...(accountId === null ? {} : { spotifyAccountId: accountId }),
  };
  if (existing) {
    const { count } = await transaction.listener.updateMany({ where: { id: existing.id }, data });
    if (count > 0) return existing.id;
    // The account has been deleted since it was found.
  }
  const added = await transaction.listener.create({ data, select: { id: true } });
  return added.id;
}

/** Finds the listener by `account_id`; by `id` if the profile or the stored listener has no account id. */
async function findListener(
  transaction: Transaction,
  { id: spotifyId, accountId }: SignIn['profile'],
): Promise<{ readonly id: number } | null> {
  const select = { id: true };
  const byAccount =
    accountId === null
      ? null
      : await transaction.listener.findUnique({ where: { spotifyAccountId: accountId }, select });
  if (byAccount || spotifyId === null) return byAccount;
  return transaction.listener.findFirst({
    where: { spotifyId, ...(accountId === null ? {} : { spotifyAccountId: null }) },
    orderBy: [{ spotifyAccountId: { sort: 'asc', nulls: 'last' } }, { id: 'desc' }],
    select,
  });
}
