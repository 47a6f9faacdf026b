import { setTimeout as delay } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { PrismaClient } from '../generated/client.js';

/** Whoever asks whether a process is ready does not wait for long: this much, in milliseconds. */
const ANSWER_WITHIN_MS = 2_000;

/** The open database: Prisma for the repositories of this room, over one pool that this process shares. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly prisma: PrismaClient;

  constructor(readonly pool: pg.Pool) {
    this.prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  }

  /** How many connections are at work, how many there may be, and how many statements wait for one. */
  get connections(): { readonly used: number; readonly most: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount, options } = this.pool;
    return { used: totalCount - idleCount, most: options.max, waiting: waitingCount };
  }

  /** Whether PostgreSQL answers now: within 2 s, for one that has gone silent is as good as none. */
  async answers(): Promise<boolean> {
    const answered = new AbortController();
    const late = delay(ANSWER_WITHIN_MS, false, { signal: answered.signal }).catch(() => false);
    const asked = this.pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([asked, late]).finally(() => answered.abort());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }
}
