import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { createBatchLoader } from '../connection/batch-loader.js';
import { Database } from '../connection/database.js';

export type ConnectionStatus = 'ACTIVE' | 'EXPIRING_SOON' | 'REAUTHORIZATION_REQUIRED';

/** A listener's connection with Spotify. */
export interface Connection {
  readonly status: ConnectionStatus;
  readonly scopes: readonly string[];
  readonly authorizedAt: Date;
  readonly reauthorizeBy: Date;
  readonly lastErrorCode: string | null;
  readonly lastErrorAt: Date | null;
}

const rows = z.array(
  z.object({
    listenerId: z.int(),
    status: z.enum(['ACTIVE', 'EXPIRING_SOON', 'REAUTHORIZATION_REQUIRED']),
    scopes: z.array(z.string()),
    authorizedAt: z.date(),
    reauthorizeBy: z.date(),
    lastErrorCode: z.string().nullable(),
    lastErrorAt: z.date().nullable(),
  }),
);

/** Reads listeners' connections with Spotify, without touching a token. */
@Injectable()
export class ConnectionRepository {
  private readonly byListener = createBatchLoader((ids: readonly number[]) => this.loadAll(ids));

  constructor(private readonly database: Database) {}

  /**
   * Reads a connection; null if there is none. A refresh token lives six calendar months from the listener's consent
   * (in UTC; a day that the sixth month lacks becomes its last). The end is announced 14 days ahead, but a connection
   * only ends when Spotify refuses it.
   */
  find(listenerId: number): Promise<Connection | null> {
    return this.byListener.load(listenerId);
  }

  private async loadAll(ids: readonly number[]): Promise<(Connection | null)[]> {
    // PostgreSQL's clock and calendar decide.
    const found = rows.parse(
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
    const connections = new Map(found.map(({ listenerId, ...connection }) => [listenerId, connection]));
    return ids.map((id) => connections.get(id) ?? null);
  }
}
