import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';

/** Something that may be had so much of within any time of a certain length. */
export interface Allowance {
  readonly kind: 'ACCESS_TOKEN' | 'QUERY_COST' | 'SIGN_IN' | 'SNAPSHOT';
  readonly most: number;
  readonly windowSeconds: number;
}

/** For how many whole seconds to wait; null: it was given. */
type Wait = number | null;

interface Taken {
  readonly waitSeconds: Wait;
}

/** Counts what is used of allowances, exactly, for every process: PostgreSQL's clock decides. */
@Injectable()
export class AllowanceRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes `amount` for a listener: all of it, or nothing where that would be too much.
   *
   * @returns null when it was given; else after how many whole seconds it can be. A listener who is gone is given it.
   */
  async take(listenerId: number, { kind, most, windowSeconds }: Allowance, amount = 1): Promise<Wait> {
    const rows = await this.database.prisma.$queryRaw<Taken[]>`
      INSERT INTO listener_allowance AS known (listener_id, kind, taken_at, amounts, wait_seconds)
      SELECT id, ${kind}, taken.*
      FROM listener, take_allowance('{}', '{}', ${amount}::int, ${most}::int, ${windowSeconds}::int) AS taken
      WHERE id = ${listenerId}
      ON CONFLICT (listener_id, kind) DO UPDATE SET (taken_at, amounts, wait_seconds) = (
        SELECT taken.* FROM take_allowance(
          known.taken_at, known.amounts, ${amount}::int, ${most}::int, ${windowSeconds}::int) AS taken)
      RETURNING wait_seconds AS "waitSeconds"`;
    return rows[0]?.waitSeconds ?? null;
  }

  /** The same for one request from an address. What no longer counts is forgotten with it. */
  async takeForAddress(address: string, { kind, most, windowSeconds }: Allowance): Promise<Wait> {
    const rows = await this.database.prisma.$queryRaw<Taken[]>`
      WITH forgotten AS (
        DELETE FROM address_allowance
        WHERE (address, kind) IN (
          SELECT address, kind FROM address_allowance
          WHERE expires_at <= clock_now() AND (address, kind) <> (${address}, ${kind})
          LIMIT 100 FOR UPDATE SKIP LOCKED))
      INSERT INTO address_allowance AS known (address, kind, expires_at, taken_at, amounts, wait_seconds)
      SELECT ${address}, ${kind}, clock_now() + make_interval(secs => ${windowSeconds}), taken.*
      FROM take_allowance('{}', '{}', 1, ${most}::int, ${windowSeconds}::int) AS taken
      ON CONFLICT (address, kind) DO UPDATE SET (expires_at, taken_at, amounts, wait_seconds) = (
        SELECT clock_now() + make_interval(secs => ${windowSeconds}), taken.*
        FROM take_allowance(known.taken_at, known.amounts, 1, ${most}::int, ${windowSeconds}::int) AS taken)
      RETURNING wait_seconds AS "waitSeconds"`;
    return rows[0]?.waitSeconds ?? null;
  }
}
