import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { readClock } from '../connection/query-rows.js';
import type { Prisma } from '../generated/client.js';
import { TokenCipher, tokenPlace } from '../tokens/index.js';

type Transaction = Prisma.TransactionClient;

/** A completed sign-in: the profile, and what Spotify granted. */
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
  /** Spotify showed its consent page for certain, instead of skipping it because of an earlier consent. */
  readonly consentRenewed: boolean;
  /** The first chart day to account for, if earlier than the day of the first sign-in. For the demo's made-up history. */
  readonly accountableFrom?: string;
}

const earlierGrant = z.array(z.object({ authorizedAt: z.date(), lapsed: z.boolean() }));

/** Records sign-ins: the listener, new or known, and the grant that replaces an earlier one. */
@Injectable()
export class SignInRepository {
  constructor(
    private readonly database: Database,
    private readonly cipher: TokenCipher,
  ) {}

  /** Stores everything of one sign-in or nothing. Returns the listener's id. */
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
    // Locked, since a refresh of the same moment can end the grant.
    const [earlier] = earlierGrant.parse(
      await transaction.$queryRaw`
        SELECT authorized_at AS "authorizedAt",
               ended_at IS NOT NULL OR authorized_at <= clock_now() - interval '6 months' AS lapsed
        FROM spotify_grant WHERE listener_id = ${listenerId} FOR UPDATE`,
    );
    const now = await readClock(transaction);
    const grant = {
      accessToken: await this.cipher.encrypt(tokens.accessToken, tokenPlace(listenerId, 'access_token')),
      accessTokenExpiresAt: new Date(now.getTime() + tokens.expiresInSeconds * 1_000),
      refreshToken: await this.cipher.encrypt(tokens.refreshToken, tokenPlace(listenerId, 'refresh_token')),
      scopes: [...scopes],
      // Spotify may have relied on an earlier consent. Keeping its date announces the end too early, never too late.
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
    const due = { dueAt: now, lookAt: now, attempts: 0 };
    await transaction.snapshotSchedule.upsert({
      where: { listenerId },
      create: { listenerId, ...due },
      update: due,
    });
  }
}

/** Two concurrent first sign-ins of one person must find the same listener, whichever of the two keys each brings. */
async function lockProfile(transaction: Transaction, { id, accountId }: SignIn['profile']): Promise<void> {
  const keys = [accountId === null ? [] : `account:${accountId}`, id === null ? [] : `id:${id}`].flat();
  await transaction.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(${keys}::text[]) AS key`;
}

/**
 * Updates the listener with this profile, or adds one.
 *
 * Spotify does not promise that an `id` stays with its account. It belongs to the account that was last seen with it and
 * is taken from any other, so that a profile with only an `id` never leads to another person's account.
 */
async function saveListener(transaction: Transaction, profile: SignIn['profile']): Promise<number> {
  const { id: spotifyId, accountId, displayName, imageUrl } = profile;
  const known = await findListener(transaction, profile);
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
  if (known) {
    const { count } = await transaction.listener.updateMany({ where: { id: known.id }, data });
    if (count > 0) return known.id;
    // The account has been deleted since it was found.
  }
  const added = await transaction.listener.create({ data, select: { id: true } });
  return added.id;
}

/** Finds the listener by `account_id`, else by `id` if the account id is unknown on one of both sides. */
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
