import { describe, expect, jest, test } from '@jest/globals';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(180_000);

const RANGES = ['long_term', 'medium_term', 'short_term'];
const stage = new WorkerStage();

describe('eight workers that tick together', () => {
  test('one job, one call and one snapshot for each listener, range and day', async () => {
    await Promise.all(Array.from({ length: 8 }, () => stage.startWorker()));
    const names = Array.from({ length: 40 }, (_, index) => `listener_${index + 1}`);
    const ids = await stage.signIn(...names);
    const day = await stage.day();
    await stage.untilSnapshots(120);
    await stage.untilIdle(40);
    // Someone who comes later is found by a later tick, which would have found the others again.
    const [late = 0] = await stage.signIn('listener_41');
    await stage.untilIdle(41);
    expect(await stage.snapshots()).toEqual(
      [...ids, late].sort((one, other) => one - other).flatMap((id) => stage.wholeDay(id, day)),
    );
    expect(await stage.listCalls()).toEqual(
      [...names, 'listener_41'].flatMap((name) => RANGES.map((range) => `${name} ${range}`)).sort(),
    );
    expect(await stage.instance.sql('SELECT count(*)::int AS jobs FROM pgboss.job')).toEqual([{ jobs: 41 }]);
  });
});

describe('a worker whose clock is wrong', () => {
  const DAY_MS = 86_400_000;

  test.each([
    ['a day ahead', DAY_MS],
    ['a day behind', -DAY_MS],
    ['an hour ahead', DAY_MS / 24],
  ])('%s: the chart days are those of PostgreSQL', async (_, shift) => {
    await stage.startWorker({ NODE_OPTIONS: `--import=${clockShiftedBy(shift)}` });
    const [id = 0, east = 0] = await stage.signIn('listener_1', 'listener_2');
    await stage.untilSnapshots(6);
    await stage.untilIdle(2);
    const day = await stage.day();
    expect(await stage.snapshots()).toEqual([
      ...stage.wholeDay(Math.min(id, east), day),
      ...stage.wholeDay(Math.max(id, east), day),
    ]);
    const due = await stage.dueInSeconds(id);
    expect(due).toBeGreaterThan(0);
    expect(due).toBeLessThan(30 * 3_600);
  });

  test('the same in a zone 14 hours ahead, where it is tomorrow already', async () => {
    const [id = 0] = await stage.signIn('listener_1');
    await stage.instance.sql("UPDATE listener SET timezone = 'Pacific/Kiritimati'");
    await stage.startWorker({ NODE_OPTIONS: `--import=${clockShiftedBy(DAY_MS)}` });
    await stage.untilSnapshots(3);
    expect(await stage.snapshots()).toEqual(stage.wholeDay(id, await stage.day(1)));
  });
});

/** A module that sets the clock of the process that loads it. */
function clockShiftedBy(milliseconds: number): string {
  const script = `
    const Right = Date;
    globalThis.Date = class Date extends Right {
      constructor(...given) { super(...(given.length === 0 ? [Right.now() + ${milliseconds}] : given)); }
      static now() { return Right.now() + ${milliseconds}; }
    };`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}
