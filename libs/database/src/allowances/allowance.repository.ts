import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';
import { type Advance, Advances, KEPT_MS, type Remainder } from './advances.js';

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
  /** What counts at present, with what has just been taken. */
  readonly used: number;
  /** The newest entry of the count, by its second since 1970. */
  readonly second: number;
}

/** What one of those wants who ask at the same time. */
interface Wanted {
  readonly amount: number;
}

/** The amounts of a row without what is given back of the entry of a second since 1970; nothing, once that is gone. */
const LESS = (amount: string, second: string): string => `
  (SELECT coalesce(array_agg(n - CASE WHEN date_trunc('second', at) = to_timestamp(${second}) THEN ${amount}::int ELSE 0 END
                             ORDER BY place), '{}')
   FROM unnest(known.taken_at, known.amounts) WITH ORDINALITY AS entry (at, n, place))`;

/** Counts what is used of allowances, exactly, for every process: PostgreSQL's clock decides. */
@Injectable()
export class AllowanceRepository {
  /** By listener and kind, as long as somebody waits: nobody is to wait for what holds up another listener's row. */
  private readonly counters = new Map<string, Together<Wanted, Wait>>();
  private readonly advances = new Advances();

  constructor(private readonly database: Database) {}

  /**
   * Takes `amount` for a listener: all of it, or nothing where that would be too much. What is asked for a listener at
   * the same time is counted by one statement; only where there is not enough for all of it, one by one.
   *
   * Who takes much in a short time is given some of it without a statement, of what was taken ahead for them: see
   * {@link Advances}.
   *
   * @returns null when it was given; else after how many whole seconds it can be. A listener who is gone is given it.
   */
  async take(listenerId: number, allowance: Allowance, amount = 1): Promise<Wait> {
    if (this.advances.spend(keyOf(listenerId, allowance), amount)) return null;
    return this.count(listenerId, allowance, amount);
  }

  private async count(listenerId: number, allowance: Allowance, amount: number): Promise<Wait> {
    const key = keyOf(listenerId, allowance);
    const known = this.counters.get(key);
    const counter =
      known ?? new Together((wanted: readonly Wanted[]) => this.takeAll(listenerId, allowance, wanted));
    if (!known) this.counters.set(key, counter);
    try {
      return await counter.ask({ amount });
    } finally {
      if (counter.idle) this.counters.delete(key);
    }
  }

  private async takeAll(
    listenerId: number,
    allowance: Allowance,
    wanted: readonly Wanted[],
  ): Promise<(one: Wanted) => Wait> {
    const sum = wanted.reduce((amounts, { amount }) => amounts + amount, 0);
    const ahead = this.advances.size(keyOf(listenerId, allowance), sum);
    if (ahead > 0 && (await this.takeOnce(listenerId, allowance, sum, ahead)) === null) return () => null;
    const several = wanted.length > 1 && sum <= allowance.most;
    if (several && (await this.takeOnce(listenerId, allowance, sum)) === null) return () => null;
    const waits = new Map<Wanted, Wait>();
    for (const one of wanted) waits.set(one, await this.takeOnce(listenerId, allowance, one.amount));
    return (one) => waits.get(one) ?? null;
  }

  /** Takes an amount, and more ahead; gives back what is left of what was taken ahead before. */
  private async takeOnce(listenerId: number, allowance: Allowance, amount: number, ahead = 0): Promise<Wait> {
    const { kind, most, windowSeconds } = allowance;
    const key = keyOf(listenerId, allowance);
    const back = this.advances.close(key);
    // Past Prisma, straight to the driver, and planned once: it is the statement that requests wait for.
    const { rows } = await this.database.pool.query<Taken>({
      name: 'take-allowance',
      text: `
        INSERT INTO listener_allowance AS known (listener_id, kind, taken_at, amounts, wait_seconds)
        SELECT id, $2, taken.* FROM listener, take_allowance('{}', '{}', $3, $4, $5) AS taken WHERE id = $1
        ON CONFLICT (listener_id, kind) DO UPDATE SET (taken_at, amounts, wait_seconds) = (
          SELECT taken.*
          FROM take_allowance(known.taken_at, ${LESS('$6', '$7')}, $3, $4, $5) AS taken)
        RETURNING wait_seconds AS "waitSeconds",
                  (SELECT coalesce(sum(n), 0)::float8 FROM unnest(amounts) AS n) AS used,
                  floor(extract(epoch FROM taken_at[cardinality(taken_at)]))::float8 AS second`,
      values: [listenerId, kind, amount + ahead, most, windowSeconds, back.amount, back.second],
    });
    const [taken] = rows;
    if (!taken || taken.waitSeconds !== null) return taken?.waitSeconds ?? null;
    if (amount > 0)
      this.keep(listenerId, allowance, {
        left: ahead,
        spent: amount,
        free: most - taken.used,
        second: taken.second,
      });
    return null;
  }

  private keep(listenerId: number, allowance: Allowance, advance: Advance): void {
    const key = keyOf(listenerId, allowance);
    const kept = this.advances.open(key, advance);
    setTimeout(
      () => void this.giveBack(listenerId, allowance, this.advances.end(key, kept)),
      KEPT_MS,
    ).unref();
  }

  /** Nobody waits for this. What cannot be given back stays counted. */
  private async giveBack(
    listenerId: number,
    { kind }: Allowance,
    { amount, second }: Remainder,
  ): Promise<void> {
    if (amount === 0) return;
    await this.database.pool
      .query(
        `UPDATE listener_allowance AS known SET amounts = ${LESS('$3', '$4')} WHERE listener_id = $1 AND kind = $2`,
        [listenerId, kind, amount, second],
      )
      .catch(() => undefined);
  }

  /** The same for one request from an address. What no longer counts is forgotten with it. */
  async takeForAddress(address: string, { kind, most, windowSeconds }: Allowance): Promise<Wait> {
    const rows = await this.database.sql<Taken[]>`
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

function keyOf(listenerId: number, { kind }: Allowance): string {
  return `${listenerId}/${kind}`;
}
