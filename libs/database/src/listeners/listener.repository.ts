import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import type { Listener } from '../generated/client.js';

/** Reads listeners. */
@Injectable()
export class ListenerRepository {
  constructor(private readonly database: Database) {}

  find(listenerId: number): Promise<Listener | null> {
    return this.database.prisma.listener.findUnique({ where: { id: listenerId } });
  }
}
