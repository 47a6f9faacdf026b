import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Database, type Pace, RateGateRepository, SignInGateRepository } from '#database';
import { Pool } from 'pg';
import { Instance } from '../support/index.js';

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
  await instance.sql('TRUNCATE rate_gate');
  await instance.setClock();
});

/** A gate as another process would have it: on connections of its own. */
function gate(pace: Partial<Pace> = {}, app = 'app'): RateGateRepository {
  const database = new Database(new Pool({ connectionString: instance.database.url, max: 4 }));
  open.push(database);
  return new RateGateRepository(database, app, { callsPer30Seconds: 100, patienceMs: 0, ...pace });
}

function signInGate(callsPer30Seconds = 100): SignInGateRepository {
  const database = new Database(new Pool({ connectionString: instance.database.url, max: 4 }));
  open.push(database);
  return new SignInGateRepository(database, 'app', callsPer30Seconds);
}

/** How many of `wanted` calls that are asked for at once may be made. */
async function passed(which: RateGateRepository, wanted: number): Promise<number> {
  const answers = await Promise.all(Array.from({ length: wanted }, () => which.pass()));
  return answers.filter((hold) => hold === null).length;
}

describe('the budget of calls', () => {
  it('is one for all processes, and says when to come back', async () => {
    const [one, other] = [gate(), gate()];
    const counts = await Promise.all([passed(one, 80), passed(other, 80)]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(100);
    const hold = await one.pass();
    expect(hold).toMatchObject({ reason: 'RATE_LIMITED' });
    expect(hold?.secondsLeft).toBeGreaterThan(25);
    expect(hold?.secondsLeft).toBeLessThanOrEqual(31);
  });

  it('keeps a fifth for people: what the worker may not have, they still get', async () => {
    const [worker, people] = [gate({ callsPer30Seconds: 80 }), gate()];
    expect(await passed(worker, 200)).toBe(80);
    expect(await passed(people, 50)).toBe(20);
  });

  it('gives sign-ins a fifth of their own, and never the last tenth, whatever the worker does', async () => {
    const [worker, people] = [gate({ callsPer30Seconds: 80 }), gate()];
    const signIns = [signInGate(), signInGate()] as const;
    const counts = await Promise.all(signIns.map((one) => passed(one, 200)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(20);
    expect(await passed(worker, 200)).toBe(60);
    expect(await passed(people, 50)).toBe(20);

    await instance.sql('TRUNCATE rate_gate');
    expect(await passed(worker, 200)).toBe(80);
    expect(await passed(signIns[0], 200)).toBe(10);
    expect(await passed(people, 50)).toBe(10);
  });

  it('lets at least one sign-in pass, however small it is', async () => {
    expect(await passed(signInGate(1), 5)).toBe(1);
  });

  it('is not shared by two Spotify apps', async () => {
    expect([await passed(gate(), 100), await passed(gate({}, 'another'), 100)]).toEqual([100, 100]);
  });

  it('comes back as calls grow older than 30 seconds', async () => {
    const only = gate();
    const start = Date.now();
    expect(await passed(only, 60)).toBe(60);
    await instance.setClock(new Date(start + 20_000));
    expect(await passed(only, 60)).toBe(40);
    await instance.setClock(new Date(start + 32_000));
    expect(await passed(only, 100)).toBe(60);
    await instance.setClock(new Date(start + 52_000));
    expect(await passed(only, 100)).toBe(40);
  });

  it('lets the patient wait for their places, first come first served', async () => {
    const patient = gate({ callsPer30Seconds: 5, patienceMs: 60_000 });
    expect(await passed(patient, 5)).toBe(5);
    const start = Date.now();
    const late = Promise.all([patient.pass(), patient.pass()]);
    await instance.setClock(new Date(start + 25_000));
    await instance.setClock(new Date(start + 32_000));
    expect(await late).toEqual([null, null]);
  });

  it('keeps nobody waiting when the process is about to end', async () => {
    const patient = gate({ callsPer30Seconds: 1, patienceMs: 60_000 });
    await patient.pass();
    const waiting = patient.pass();
    patient.onModuleDestroy();
    expect(await waiting).toMatchObject({ reason: 'RATE_LIMITED' });
  });

  it('never lets more than its calls pass in any 30 seconds, whoever asks when', async () => {
    const gates = [gate({ callsPer30Seconds: 20 }), gate({ callsPer30Seconds: 20 })];
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 12_000 }),
      who: fc.nat(1),
      wanted: fc.integer({ min: 1, max: 15 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await instance.sql('TRUNCATE rate_gate');
        const made: number[] = [];
        let now = Date.now();
        for (const { wait, who, wanted } of steps) {
          now += wait;
          await instance.setClock(new Date(now));
          const count = await passed(gates[who % 2] ?? gate(), wanted);
          made.push(...Array.from({ length: count }, () => now));
        }
        for (const end of made) {
          const window = made.filter((at) => at > end - 30_000 && at <= end);
          expect(window.length).toBeLessThanOrEqual(20);
        }
        // The first who ask always get their places: the budget is not kept from people.
        expect(made.length).toBeGreaterThanOrEqual(Math.min(20, steps[0]?.wanted ?? 0));
      }),
      { numRuns: 15 },
    );
  });
});

describe('a hold', () => {
  it('stops every process at once, and is never made shorter', async () => {
    const [one, other] = [gate(), gate()];
    const hold = await one.hold(60, 'RATE_LIMITED');
    expect(await other.pass()).toMatchObject({ until: hold.until, reason: 'RATE_LIMITED' });
    expect(await signInGate().pass()).toMatchObject({ until: hold.until, reason: 'RATE_LIMITED' });
    expect(await other.current()).toMatchObject({ until: hold.until, reason: 'RATE_LIMITED' });
    expect(await other.hold(5, 'QUOTA_EXCEEDED')).toMatchObject({
      until: hold.until,
      reason: 'RATE_LIMITED',
    });
    expect((await one.hold(3_600, 'QUOTA_EXCEEDED')).reason).toBe('QUOTA_EXCEEDED');
    await instance.setClock(new Date(Date.now() + 3_601_000));
    expect([await one.pass(), await other.current()]).toEqual([null, null]);
  });

  it('reaches those who wait for a place as well', async () => {
    const patient = gate({ callsPer30Seconds: 1, patienceMs: 60_000 });
    await patient.pass();
    const waiting = patient.pass();
    await gate().hold(600, 'QUOTA_EXCEEDED');
    expect(await waiting).toMatchObject({ reason: 'QUOTA_EXCEEDED' });
  });
});
