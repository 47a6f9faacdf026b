import { Pool } from 'pg';
import { Database, SpotifyRateLimiterRepository } from '../../libs/database/src/index.js';
import { BEGINS } from './crowd.js';
import { PermitWindow } from './permits.js';

const STEPS = 3_000;
/** The limit of the process, and the most calls at once: together they exceed the limit often. */
const LIMIT = 80;
const MAX_CALLS = 24;
const COOLDOWN_EVERY = 500;
/** Steps of up to 2.5 s, in milliseconds that are no multiple of a second. */
const STEP_MS = [0, 17, 130, 250, 999, 1_000, 2_500];

/**
 * Sends the same calls at the same virtual times to the worker's rate limiter on PostgreSQL and to the simulation's rules.
 * Replaces the clock of the database.
 *
 * @returns the number of compared calls
 * @throws if they differ in one of them
 */
export async function compareWithPostgres(databaseUrl: string): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl });
  const database = new Database(pool);
  try {
    await pool.query('CREATE TABLE bench_clock (now timestamptz NOT NULL)');
    await pool.query('INSERT INTO bench_clock VALUES (to_timestamp(0))');
    await pool.query(`CREATE OR REPLACE FUNCTION clock_now() RETURNS timestamptz LANGUAGE sql STABLE
                      AS 'SELECT now FROM bench_clock'`);
    const options = { callsPer30Seconds: LIMIT, maxWaitMs: 0 };
    const limiter = new SpotifyRateLimiterRepository(database, 'simulated', options);
    const rules = new PermitWindow();
    let compared = 0;
    let now = BEGINS;
    for (let step = 1; step <= STEPS; step += 1) {
      now += STEP_MS[(step * step) % STEP_MS.length] ?? 0;
      await pool.query('UPDATE bench_clock SET now = to_timestamp($1::float8 / 1000)', [now]);
      if (step % COOLDOWN_EVERY === 0) {
        await limiter.startCooldown(40, 'RATE_LIMITED');
        rules.startCooldown(now, 40);
      }
      const wanted = 1 + ((step * 7) % MAX_CALLS);
      const outcomes = await Promise.all(Array.from({ length: wanted }, () => limiter.acquire()));
      const refusals = outcomes.filter((outcome) => outcome !== null);
      const expected = rules.acquire(now, wanted, LIMIT);
      const isSame =
        refusals.length === wanted - expected.acquired &&
        refusals.every(({ secondsLeft }) => secondsLeft === expected.secondsLeft);
      if (!isSame) throw new Error(`No report: PostgreSQL grants other permits in step ${step}.`);
      compared += wanted;
    }
    return compared;
  } finally {
    await database.onApplicationShutdown();
  }
}
