import { Injectable } from '@nestjs/common';
import { createBatchLoader } from '../connection/batch-loader.js';
import { Database } from '../connection/database.js';
import type { Listener } from '../generated/client.js';

/** Reads listeners. */
@Injectable()
export class ListenerRepository {
  private readonly byId = createBatchLoader((ids: readonly number[]) => this.loadAll(ids));

  constructor(private readonly database: Database) {}

  find(listenerId: number): Promise<Listener | null> {
    return this.byId.load(listenerId);
  }

  /** The newest listener with this Spotify `id`. Spotify does not promise to keep it unique. */
  findBySpotifyId(spotifyId: string): Promise<Listener | null> {
    return this.database.prisma.listener.findFirst({ where: { spotifyId }, orderBy: { id: 'desc' } });
  }

  private async loadAll(ids: readonly number[]): Promise<(Listener | null)[]> {
    const listeners = await this.database.prisma.listener.findMany({
      where: { id: { in: [...new Set(ids)] } },
    });
    const found = new Map(listeners.map((listener) => [listener.id, listener]));
    return ids.map((id) => found.get(id) ?? null);
  }
}
