import { describe, expect, jest, test } from '@jest/globals';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(180_000);

const RANGES = ['long_term', 'medium_term', 'short_term'];
const stage = new WorkerStage();

describe('eight workers that tick together', () => {
  test('run one job per listener, with one call and one snapshot per range', async () => {
    await Promise.all(Array.from({ length: 8 }, () => stage.startWorker()));
    const names = Array.from({ length: 40 }, (_, index) => `listener_${index + 1}`);
    const ids = await stage.signIn(...names);
    const day = await stage.day();
    await stage.untilSnapshots(120);
    await stage.untilIdle(40);
    // A later tick queues a later listener, and would have queued the others again.
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
    ['a day too far ahead', DAY_MS],
    ['a day too far behind', -DAY_MS],
    ['an hour too far ahead', DAY_MS / 24],
  ])('by %s uses the chart days of PostgreSQL, also where it is tomorrow', async (_, shift) => {
    const [id = 0, east = 0] = await stage.signIn('listener_1', 'listener_2');
    // 14 hours ahead of UTC.
    await stage.instance.sql("UPDATE listener SET timezone = 'Pacific/Kiritimati' WHERE id = $1", [east]);
    await stage.startWorker({ NODE_OPTIONS: `--import=${clockShiftedBy(shift)}` });
    await stage.untilSnapshots(6);
    await stage.untilIdle(2);
    const days = [stage.wholeDay(id, await stage.day()), stage.wholeDay(east, await stage.day(1))];
    expect(await stage.snapshots()).toEqual((id < east ? days : days.toReversed()).flat());
    const due = await stage.dueInSeconds(id);
    expect(due).toBeGreaterThan(0);
    expect(due).toBeLessThan(30 * 3_600);
  });
});

/** Returns the URL of a module that shifts the clock of the process that loads it. */
function clockShiftedBy(milliseconds: number): string {
  const script = `
    const Right = Date;
    globalThis.Date = class Date extends Right {
      constructor(...args) { super(...(args.length === 0 ? [Right.now() + ${milliseconds}] : args)); }
      static now() { return Right.now() + ${milliseconds}; }
    };`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}
