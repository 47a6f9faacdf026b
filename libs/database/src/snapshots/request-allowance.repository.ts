import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';

/** Counts how often listeners ask for snapshots of their own accord. PostgreSQL's clock decides, for every process. */
@Injectable()
export class RequestAllowanceRepository {
  constructor(private readonly database: Database) {}

  /**
   * Counts a request, unless the last `windowSeconds` have seen `most` of them.
   *
   * @returns null when it counts; else after how many whole seconds the next one will
   */
  async take(listenerId: number, most: number, windowSeconds: number): Promise<number | null> {
    const rows = await this.database.prisma.$queryRaw<[{ taken: boolean; secondsLeft: number }]>`
      WITH counted AS (
        INSERT INTO snapshot_requests AS known (listener_id, made_at) VALUES (${listenerId}, ARRAY[clock_now()])
        ON CONFLICT (listener_id) DO UPDATE
        SET made_at = ARRAY(
              SELECT made FROM unnest(known.made_at) AS made
              WHERE made > clock_now() - make_interval(secs => ${windowSeconds}) ORDER BY made) || clock_now()
        WHERE ${most} > (
          SELECT count(*) FROM unnest(known.made_at) AS made
          WHERE made > clock_now() - make_interval(secs => ${windowSeconds}))
        RETURNING 1)
      SELECT EXISTS (SELECT FROM counted) AS taken,
             coalesce((
               SELECT ceil(extract(epoch FROM min(made) - clock_now()) + ${windowSeconds})
               FROM snapshot_requests, unnest(made_at) AS made
               WHERE listener_id = ${listenerId} AND made > clock_now() - make_interval(secs => ${windowSeconds})
             ), 1)::int AS "secondsLeft"`;
    return rows[0].taken ? null : Math.max(1, rows[0].secondsLeft);
  }
}
