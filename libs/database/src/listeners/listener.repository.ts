import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { createBatchLoader } from '../connection/statements.js';
import type { Listener } from '../generated/client.js';

/** Reads listeners. */
@Injectable()
export class ListenerRepository {
  private readonly byId = createBatchLoader((ids: readonly number[]) => this.loadAll(ids));

  constructor(private readonly database: Database) {}

  /** Finds a listener; null if they do not exist. */
  find(listenerId: number): Promise<Listener | null> {
    return this.byId.load(listenerId);
  }

  /** Finds the newest listener with this Spotify `id`, which Spotify does not promise to keep unique. */
  findBySpotifyId(spotifyId: string): Promise<Listener | null> {
    return this.database.prisma.listener.findFirst({ where: { spotifyId }, orderBy: { id: 'desc' } });
  }

  private async loadAll(ids: readonly number[]): Promise<(Listener | null)[]> {
    const listeners = await this.database.prisma.listener.findMany({
      where: { id: { in: [...new Set(ids)] } },
    });
    const byId = new Map(listeners.map((listener) => [listener.id, listener]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}

const linkRow = z.object({
  listenerId: z.int(),
  status: z.enum(['ACTIVE', 'EXPIRING_SOON', 'REAUTHORIZATION_REQUIRED']),
  scopes: z.array(z.string()),
  authorizedAt: z.date(),
  reauthorizeBy: z.date(),
  lastErrorCode: z.string().nullable(),
  lastErrorAt: z.date().nullable(),
});

/** The state of a listener's grant, without its tokens. */
export type SpotifyLink = Readonly<Omit<z.output<typeof linkRow>, 'listenerId'>>;

/** Reads listeners' connections to Spotify. */
@Injectable()
export class SpotifyLinkRepository {
  private readonly byListener = createBatchLoader((ids: readonly number[]) => this.loadAll(ids));

  constructor(private readonly database: Database) {}

  /**
   * Finds a listener's connection; null if there is none. Spotify's refresh tokens live six calendar months (UTC) from
   * consent; the status announces the end 14 days ahead. A connection only ends when Spotify refuses the token.
   */
  find(listenerId: number): Promise<SpotifyLink | null> {
    return this.byListener.load(listenerId);
  }

  private async loadAll(ids: readonly number[]): Promise<(SpotifyLink | null)[]> {
    // Raw: PostgreSQL's clock and calendar decide.
    const rows = z.array(linkRow).parse(
      await this.database.prisma.$queryRaw`
        SELECT listener_id AS "listenerId", scopes, authorized_at AS "authorizedAt", reauthorize_by AS "reauthorizeBy",
               last_error_code AS "lastErrorCode", last_error_at AS "lastErrorAt",
               CASE WHEN ended_at IS NOT NULL THEN 'REAUTHORIZATION_REQUIRED'
                    WHEN clock_now() >= reauthorize_by - interval '14 days' THEN 'EXPIRING_SOON'
                    ELSE 'ACTIVE' END AS status
        FROM spotify_grant,
             LATERAL (SELECT (authorized_at AT TIME ZONE 'UTC' + interval '6 months') AT TIME ZONE 'UTC' AS reauthorize_by) AS term
        WHERE listener_id = ANY(${[...new Set(ids)]}::int[])`,
    );
    const links = new Map(rows.map(({ listenerId, ...link }) => [listenerId, link]));
    return ids.map((id) => links.get(id) ?? null);
  }
}
