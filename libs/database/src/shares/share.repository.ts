import type { ChartDay } from '#charts';
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { createBatchLoader, queryRows, readClock } from '../connection/statements.js';
import { Prisma, TimeRange } from '../generated/client.js';
import { shareTokenLocation, TokenCipher } from '../tokens/token-cipher.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A link that shows one chart of a listener to anyone who has its token. */
export interface Share {
  readonly id: string;
  readonly token: string;
  readonly title: string | null;
  readonly range: TimeRange;
  /** The day of the chart; null for the newest chart. */
  readonly on: ChartDay | null;
  readonly showName: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A share to store. */
export type NewShare = Pick<Share, 'token' | 'title' | 'range' | 'on' | 'showName'> & {
  /** The SHA-256 of the token. */
  readonly tokenHash: Uint8Array;
  /** Days of 24 hours. */
  readonly expiresInDays: number;
};

/** What a view of a share needs. */
export interface OpenShare {
  readonly id: string;
  readonly listenerId: number;
  readonly title: string | null;
  readonly range: TimeRange;
  /** The day of the chart; null for the newest chart. */
  readonly on: ChartDay | null;
  /** Null if the share does not show the name, or the listener has none. */
  readonly listenerName: string | null;
  readonly createdAt: Date;
  /** Changes with every change of the listener's history of this range. Null before its first change. */
  readonly revision: string | null;
}

const COLUMNS = {
  id: true,
  token: true,
  title: true,
  range: true,
  on: true,
  showName: true,
  createdAt: true,
  expiresAt: true,
} as const;

const shareRow = z.object({
  id: z.string(),
  /** Encrypted. */
  token: z.string(),
  title: z.string().nullable(),
  range: z.enum(TimeRange),
  on: z.date().nullable(),
  showName: z.boolean(),
  createdAt: z.date(),
  expiresAt: z.date(),
});

type ShareRow = z.output<typeof shareRow>;

const shareRows = z.array(shareRow.extend({ listenerId: z.int() }));

const openRow = z.object({
  hash: z.instanceof(Buffer),
  id: z.string(),
  listenerId: z.int(),
  title: z.string().nullable(),
  range: z.enum(TimeRange),
  on: z.string().nullable(),
  listenerName: z.string().nullable(),
  createdAt: z.date(),
  revision: z.string().nullable(),
});

/** Stores listeners' shares. They expire by PostgreSQL's clock. */
@Injectable()
export class ShareRepository {
  private readonly byListener = createBatchLoader((ids: readonly number[]) => this.loadLive(ids));
  private readonly byHash = createBatchLoader((hashes: readonly Uint8Array[]) => this.loadOpen(hashes));

  constructor(
    private readonly database: Database,
    private readonly cipher: TokenCipher,
  ) {}

  /** Lists the shares that have not expired, newest first. */
  async live(listenerId: number): Promise<Share[]> {
    const rows = await this.byListener.load(listenerId);
    return Promise.all(rows.map((row) => this.toShare(listenerId, row)));
  }

  private async loadLive(ids: readonly number[]): Promise<ShareRow[][]> {
    const rows = shareRows.parse(
      await this.database.prisma.$queryRaw`
        SELECT listener_id AS "listenerId", id, token, title, range, "on", show_name AS "showName",
               created_at AS "createdAt", expires_at AS "expiresAt"
        FROM share
        WHERE listener_id = ANY(${[...new Set(ids)]}::int[]) AND expires_at > clock_now()
        ORDER BY created_at DESC, id DESC`,
    );
    const shares = Map.groupBy(rows, ({ listenerId }) => listenerId);
    return ids.map((id) => shares.get(id) ?? []);
  }

  /**
   * Stores a share, unless the listener already has `max` live ones. Deletes the listener's expired shares.
   *
   * @returns the share, or why it was not stored
   */
  async add(
    listenerId: number,
    { token, tokenHash, title, range, on, showName, expiresInDays }: NewShare,
    max: number,
  ): Promise<Share | 'TOO_MANY' | 'NO_LISTENER'> {
    const id = randomUUID();
    const encrypted = await this.cipher.encrypt(token, shareTokenLocation(listenerId, id));
    const added = await this.database.prisma.$transaction(async (transaction) => {
      // Concurrent calls count one after the other, so that they cannot exceed the maximum together.
      const locked =
        await transaction.$executeRaw`SELECT FROM listener WHERE id = ${listenerId} FOR NO KEY UPDATE`;
      if (locked === 0) return 'NO_LISTENER';
      const createdAt = await readClock(transaction);
      await transaction.share.deleteMany({ where: { listenerId, expiresAt: { lte: createdAt } } });
      if ((await transaction.share.count({ where: { listenerId } })) >= max) return 'TOO_MANY';
      const expiresAt = new Date(createdAt.getTime() + expiresInDays * DAY_MS);
      const data = {
        ...{ listenerId, id, token: encrypted, tokenHash: new Uint8Array(tokenHash), title, range, showName },
        ...{ on: on === null ? null : new Date(on), createdAt, expiresAt },
      };
      return transaction.share.create({ data, select: COLUMNS });
    });
    return typeof added === 'string' ? added : this.toShare(listenerId, added);
  }

  /** Deletes and returns a share. Null if the listener has none with this id. */
  async revoke(listenerId: number, id: string): Promise<Share | null> {
    // PostgreSQL would accept other spellings of a UUID, and would fail for anything else.
    if (!z.guid().safeParse(id).success || id !== id.toLowerCase()) return null;
    try {
      const where = { listenerId_id: { listenerId, id } };
      return this.toShare(listenerId, await this.database.prisma.share.delete({ where, select: COLUMNS }));
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2025') return null;
      throw error;
    }
  }

  /** Finds the share whose token has this SHA-256. Null if it is unknown, revoked or expired. */
  find(tokenHash: Uint8Array): Promise<OpenShare | null> {
    return this.byHash.load(tokenHash);
  }

  private async loadOpen(hashes: readonly Uint8Array[]): Promise<(OpenShare | null)[]> {
    // Raw: one prepared statement for every view, by PostgreSQL's clock.
    const rows = await queryRows(this.database.pool, openRow, {
      name: 'open-shares',
      text: `
       SELECT token_hash AS hash, share.id, share.listener_id AS "listenerId", title, share.range, "on"::text,
              CASE WHEN show_name THEN display_name END AS "listenerName", share.created_at AS "createdAt",
              revision::text
       FROM share
       JOIN listener ON listener.id = share.listener_id
       LEFT JOIN history_revision
         ON history_revision.listener_id = share.listener_id AND history_revision.range = share.range
       WHERE token_hash = ANY($1::bytea[]) AND expires_at > clock_now()`,
      values: [hashes],
    });
    const shares = new Map(rows.map(({ hash: key, ...share }) => [key.toString('base64'), share]));
    return hashes.map((one) => shares.get(Buffer.from(one).toString('base64')) ?? null);
  }

  private async toShare(listenerId: number, row: ShareRow): Promise<Share> {
    const { id, title, range, on, showName, createdAt, expiresAt } = row;
    const token = await this.cipher.decrypt(row.token, shareTokenLocation(listenerId, id));
    const day = on && on.toISOString().slice(0, 10);
    return { id, token, title, range, on: day, showName, createdAt, expiresAt };
  }
}
