import { PrismaPg } from '@prisma/adapter-pg';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { PrismaClient } from '../generated/client.js';

/** The open database: Prisma for the repositories of this room, over one pool that this process shares. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly prisma: PrismaClient;

  constructor(readonly pool: pg.Pool) {
    this.prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  }

  /** Whether PostgreSQL answers now. */
  async answers(): Promise<boolean> {
    try {
      await this.pool.query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }
}
