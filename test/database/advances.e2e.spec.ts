import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { type Allowance, AllowanceRepository, Database } from '#database';
import { Pool } from 'pg';
import { Instance } from '../support/index.js';

const PLENTY: Allowance = { kind: 'QUERY_COST', most: 1_000_000, windowSeconds: 60 };
const AMOUNT = 7;

let instance: Instance;
const open: Database[] = [];
beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(async () => {
  await Promise.all(open.map((database) => database.onApplicationShutdown()));
  await instance?.close();
});
beforeEach(async () => {
  await instance.sql('TRUNCATE listener CASCADE');
  await instance.sql("INSERT INTO listener (id, spotify_id) VALUES (1, 'one')");
  // It stands still: however long a test takes, it all happens within one minute.
  await instance.sql(
    `CREATE OR REPLACE FUNCTION clock_now() RETURNS timestamptz LANGUAGE sql STABLE
     AS $$ SELECT timestamptz '2026-11-22T12:00:00.250Z' $$`,
  );
});

/** As another process would have them, with a count of its statements. */
function allowances(): { take: (allowance: Allowance) => Promise<boolean>; statements: () => number } {
  const pool = new Pool({ connectionString: instance.database.url, max: 4 });
  const query = jest.spyOn(pool, 'query');
  const database = new Database(pool);
  open.push(database);
  const repository = new AllowanceRepository(database);
  return {
    take: async (allowance) => (await repository.take(1, allowance, AMOUNT)) === null,
    statements: () => query.mock.calls.length,
  };
}

async function counted(): Promise<number> {
  const [row] = await instance.sql<{ sum: string }>(
    'SELECT sum(n) FROM listener_allowance, unnest(amounts) AS n',
  );
  return Number(row?.sum);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20);
}

describe('an allowance of which much is taken in a short time', () => {
  it('costs far fewer statements than it is taken times, and comes out even', async () => {
    const { take, statements } = allowances();
    for (let time = 0; time < 500; time += 1) expect(await take(PLENTY)).toBe(true);
    expect(statements()).toBeLessThan(250);
    expect(await counted()).toBeGreaterThanOrEqual(500 * AMOUNT);
    await until(async () => (await counted()) === 500 * AMOUNT);
  });

  it('is given to its last unit and no further, by one process', async () => {
    const { take } = allowances();
    const allowance = { ...PLENTY, most: 300 * AMOUNT + 3 };
    let given = 0;
    while (await take(allowance)) given += 1;
    expect(given).toBe(300);
    expect(await counted()).toBe(300 * AMOUNT);
  });

  it('is never exceeded by several, and all of it can be had once they have settled', async () => {
    const processes = [allowances(), allowances(), allowances()];
    const allowance = { ...PLENTY, most: 600 * AMOUNT };
    const spend = async ({ take }: (typeof processes)[number]): Promise<number> => {
      let given = 0;
      while (await take(allowance)) given += 1;
      return given;
    };
    const first = await Promise.all(processes.map(spend));
    let given = first.reduce((sum, count) => sum + count);
    expect(given).toBeLessThanOrEqual(600);
    await until(async () => {
      for (const one of processes) given += await spend(one);
      return given >= 600;
    });
    expect([given, await counted()]).toEqual([600, 600 * AMOUNT]);
  });
});
