import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';

export type ConnectionStatus = 'ACTIVE' | 'EXPIRING_SOON' | 'REAUTHORIZATION_REQUIRED';

/** How a listener stands with Spotify. */
export interface Connection {
  readonly status: ConnectionStatus;
  readonly scopes: readonly string[];
  readonly authorizedAt: Date;
  readonly reauthorizeBy: Date;
  readonly lastErrorCode: string | null;
  readonly lastErrorAt: Date | null;
}

/** Reads how listeners stand with Spotify, without touching a token. */
@Injectable()
export class ConnectionRepository {
  private readonly questions = new Together((listenerIds: readonly number[]) => this.read(listenerIds));

  constructor(private readonly database: Database) {}

  /**
   * Spotify lets a refresh token live six calendar months from the listener's consent (counted in UTC; a day that
   * the sixth month lacks becomes its last). The end is announced 14 days ahead, but only a refusal by Spotify is one.
   * What is asked at the same time is answered by one statement.
   */
  of(listenerId: number): Promise<Connection | null> {
    return this.questions.ask(listenerId);
  }

  private async read(listenerIds: readonly number[]): Promise<(listenerId: number) => Connection | null> {
    const rows = await this.database.sql<(Connection & { listenerId: number })[]>`
      SELECT listener_id AS "listenerId", scopes, authorized_at AS "authorizedAt", reauthorize_by AS "reauthorizeBy",
             last_error_code AS "lastErrorCode", last_error_at AS "lastErrorAt",
             CASE WHEN ended_at IS NOT NULL THEN 'REAUTHORIZATION_REQUIRED'
                  WHEN clock_now() >= reauthorize_by - interval '14 days' THEN 'EXPIRING_SOON'
                  ELSE 'ACTIVE' END AS status
      FROM spotify_grant,
           LATERAL (SELECT (authorized_at AT TIME ZONE 'UTC' + interval '6 months') AT TIME ZONE 'UTC' AS reauthorize_by) AS term
      WHERE listener_id = ANY(${[...new Set(listenerIds)]}::int[])`;
    const found = new Map(rows.map(({ listenerId, ...connection }) => [listenerId, connection]));
    return (listenerId) => found.get(listenerId) ?? null;
  }
}
