import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';
import type { Listener } from '../generated/client.js';

/** Reads listeners. */
@Injectable()
export class ListenerRepository {
  private readonly questions = new Together((listenerIds: readonly number[]) => this.read(listenerIds));

  constructor(private readonly database: Database) {}

  /** What is asked at the same time is answered by one statement. */
  find(listenerId: number): Promise<Listener | null> {
    return this.questions.ask(listenerId);
  }

  /** The newest listener with this Spotify `id`, which Spotify does not promise to keep unique for ever. */
  async findBySpotifyId(spotifyId: string): Promise<Listener | null> {
    const prisma = await this.database.prisma();
    return prisma.listener.findFirst({ where: { spotifyId }, orderBy: { id: 'desc' } });
  }

  private async read(listenerIds: readonly number[]): Promise<(listenerId: number) => Listener | null> {
    const rows = await this.database.sql<Listener[]>`
      SELECT id, spotify_account_id AS "spotifyAccountId", spotify_id AS "spotifyId", display_name AS "displayName",
             image_url AS "imageUrl", timezone, snapshots_paused AS "snapshotsPaused", created_at AS "createdAt",
             first_day::timestamp AT TIME ZONE 'UTC' AS "firstDay"
      FROM listener WHERE id = ANY(${[...new Set(listenerIds)]}::int[])`;
    const found = new Map(rows.map((listener) => [listener.id, listener]));
    return (listenerId) => found.get(listenerId) ?? null;
  }
}
