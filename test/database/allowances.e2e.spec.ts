import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Allowance, AllowanceRepository, Database } from '#database';
import { Pool } from 'pg';
import { Instance } from '../support/index.js';

const ALLOWED = { kind: 'QUERY_COST', most: 100, windowSeconds: 60 } satisfies Allowance;
const open: Database[] = [];
let instance: Instance;

beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(async () => {
  await Promise.all(open.map((database) => database.onApplicationShutdown()));
  await instance?.close();
});
beforeEach(async () => {
  await instance.sql('TRUNCATE listener, address_allowance CASCADE');
  await instance.sql("INSERT INTO listener (id, spotify_id) VALUES (1, 'one'), (2, 'two')");
  await clock(0);
});

/** As another process would have them: on connections of its own. */
function allowances(): AllowanceRepository {
  const database = new Database(new Pool({ connectionString: instance.database.url, max: 4 }));
  open.push(database);
  return new AllowanceRepository(database);
}

/** Stops PostgreSQL's clock at so many milliseconds after an instant. */
async function clock(milliseconds: number): Promise<void> {
  const now = new Date(Date.UTC(2026, 10, 22, 12) + milliseconds).toISOString();
  await instance.sql(
    `CREATE OR REPLACE FUNCTION clock_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT timestamptz '${now}' $$`,
  );
}

describe('an allowance', () => {
  it('is given to its last unit and no further, at once and from several processes', async () => {
    const processes = [allowances(), allowances()];
    const waits = await Promise.all(
      Array.from({ length: 30 }, (_, index) => processes[index % 2]?.take(1, ALLOWED, 5)),
    );
    expect(waits.filter((wait) => wait === null)).toHaveLength(20);
    expect(new Set(waits)).toEqual(new Set([null, 60]));
  });

  it('is given to all who ask at once, and to one after the other where it does not suffice for all', async () => {
    const all = allowances();
    const ask = (amounts: number[]): Promise<(number | null)[]> =>
      Promise.all(amounts.map((amount) => all.take(1, ALLOWED, amount)));
    expect(await ask([10, 20, 30])).toEqual([null, null, null]);
    expect(await ask([30, 20, 11, 10])).toEqual([null, 60, 60, null]);
    expect(await instance.sql('SELECT amounts FROM listener_allowance')).toEqual([{ amounts: [100] }]);
  });

  it('is the own one of each listener and each kind', async () => {
    const all = allowances();
    expect(await all.take(1, ALLOWED, 100)).toBeNull();
    expect(await all.take(1, ALLOWED, 1)).toBe(60);
    expect(await all.take(1, { ...ALLOWED, kind: 'SNAPSHOT' }, 100)).toBeNull();
    expect(await all.take(2, ALLOWED, 100)).toBeNull();
  });

  it('is no business of who is gone', async () => {
    expect(await allowances().take(3, ALLOWED, 1_000)).toBeNull();
    expect(await instance.sql('SELECT * FROM listener_allowance')).toEqual([]);
  });

  it('gives all or nothing within any window, and names the first second at which it can', async () => {
    const all = allowances();
    const steps = fc.array(fc.record({ pauseMs: fc.nat(40_000), amount: fc.integer({ min: 1, max: 100 }) }), {
      maxLength: 12,
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (asked) => {
        await instance.sql('TRUNCATE listener_allowance');
        const given: { at: number; amount: number }[] = [];
        let now = 0;
        for (const { pauseMs, amount } of asked) {
          // Whole seconds: what is taken within one of them is kept as one.
          now += Math.ceil(pauseMs / 1_000) * 1_000;
          await clock(now);
          const usedAt = (time: number): number =>
            given.filter(({ at }) => at > time - 60_000).reduce((sum, taken) => sum + taken.amount, 0);
          const wait = await all.take(1, ALLOWED, amount);
          let expected: number | null = 0;
          while (usedAt(now + expected * 1_000) + amount > ALLOWED.most) expected += 1;
          expect(wait).toBe(expected === 0 ? null : expected);
          if (wait === null) given.push({ at: now, amount });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps one entry for a second, so that what is kept is bounded', async () => {
    const all = allowances();
    for (let milliseconds = 0; milliseconds < 2_000; milliseconds += 100) {
      await clock(milliseconds);
      expect(await all.take(1, ALLOWED, 5)).toBeNull();
    }
    expect(await instance.sql('SELECT amounts FROM listener_allowance')).toEqual([{ amounts: [50, 50] }]);
    // Kept together they count for as long as the last of them.
    expect(await all.take(1, ALLOWED, 50)).toBe(59);
    await clock(60_900);
    expect(await all.take(1, ALLOWED, 50)).toBeNull();
  });
});

describe('the allowance of an address', () => {
  const SIGN_IN = { kind: 'SIGN_IN', most: 2, windowSeconds: 60 } satisfies Allowance;

  it('is the own one of each, and forgotten once it no longer counts', async () => {
    const all = allowances();
    const ask = (address: string): Promise<number | null> => all.takeForAddress(address, SIGN_IN);
    expect([await ask('192.0.2.1'), await ask('192.0.2.1'), await ask('192.0.2.1')]).toEqual([
      null,
      null,
      60,
    ]);
    expect(await ask('192.0.2.2')).toBeNull();
    await clock(60_000);
    expect(await ask('192.0.2.1')).toBeNull();
    expect(await instance.sql('SELECT address FROM address_allowance')).toEqual([{ address: '192.0.2.1' }]);
  });
});
