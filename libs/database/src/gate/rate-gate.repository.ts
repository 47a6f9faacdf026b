import { Database } from '../connection/database.js';

type HoldReason = 'RATE_LIMITED' | 'QUOTA_EXCEEDED';

/** A time in which no process may call Spotify, by PostgreSQL's clock. */
interface Hold {
  readonly until: Date;
  readonly secondsLeft: number;
  readonly reason: HoldReason;
}

/** The gate before Spotify, one for each Spotify app, that every process and every restart sees. */
export class RateGateRepository {
  constructor(
    private readonly database: Database,
    private readonly clientId: string,
  ) {}

  async current(): Promise<Hold | null> {
    const rows = await this.database.prisma.$queryRaw<Hold[]>`
      SELECT held_until AS until, reason,
             ceil(extract(epoch FROM held_until - clock_now()))::int AS "secondsLeft"
      FROM rate_gate WHERE client_id = ${this.clientId} AND held_until > clock_now()`;
    return rows[0] ?? null;
  }

  async hold(seconds: number, reason: HoldReason): Promise<Hold> {
    const rows = await this.database.prisma.$queryRaw<[Hold]>`
      INSERT INTO rate_gate AS gate (client_id, held_until, reason)
      VALUES (${this.clientId}, clock_now() + make_interval(secs => ${seconds}), ${reason})
      ON CONFLICT (client_id) DO UPDATE
      SET held_until = greatest(gate.held_until, excluded.held_until),
          reason = CASE WHEN excluded.held_until > gate.held_until THEN excluded.reason ELSE gate.reason END
      RETURNING held_until AS until, reason,
                ceil(extract(epoch FROM held_until - clock_now()))::int AS "secondsLeft"`;
    return rows[0];
  }
}
