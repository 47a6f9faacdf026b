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

  /** The newest listener with this Spotify `id`, which Spotify does not promise to keep unique for ever. */
  findBySpotifyId(spotifyId: string): Promise<Listener | null> {
    return this.database.prisma.listener.findFirst({ where: { spotifyId }, orderBy: { id: 'desc' } });
  }
}
