import { describe, expect, jest, test } from '@jest/globals';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(180_000);

const stage = new WorkerStage();
const control = () => stage.instance.simulator.control;

/** Returns the stored failures, in the order of range. */
function failures(): Promise<Record<string, unknown>[]> {
  return stage.instance.sql(
    'SELECT range::text AS range, day::text AS day, reason::text AS reason FROM snapshot_failure ORDER BY range::text',
  );
}

/** Moves the clock to the time at which the listener is due. */
async function passToNextTry(listenerId: number): Promise<void> {
  await stage.instance.advanceClock(((await stage.dueInSeconds(listenerId)) ?? 0) + 1);
}

describe('a failed snapshot', () => {
  test('a listener whose calls always hang does not delay others', async () => {
    await control().setFault({
      endpoint: 'top-artists',
      listener: 'listener_1',
      times: 'always',
      fault: 'hang',
    });
    const others = Array.from({ length: 10 }, (_, index) => `listener_${index + 2}`);
    await stage.signIn('listener_1');
    await stage.signIn(...others);
    const began = performance.now();
    await stage.startWorker({ SNAPSHOT_CONCURRENCY: '2' });
    await stage.untilSnapshots(30);
    // Headers may take 5 s: the job of the hanging listener is still running or has just ended.
    expect(await stage.countJobs('completed')).toBeLessThanOrEqual(11);
    await stage.untilIdle(11);
    expect(performance.now() - began).toBeLessThan(40_000);
    expect((await failures()).map(({ reason }) => reason)).toEqual(Array(3).fill('SPOTIFY_UNAVAILABLE'));
  });

  describe('with one worker', () => {
    stage.shareWorker();

    test('fails alone, and a retry on the same day records it', async () => {
      await control().setFault({
        endpoint: 'top-artists',
        range: 'medium_term',
        fault: { kind: 'server-error', as: 'html' },
      });
      const [id = 0] = await stage.signIn('listener_1');
      await stage.untilIdle(1);
      const day = await stage.day();
      expect((await stage.snapshots()).map(({ range }) => range)).toEqual(['LONG_TERM', 'SHORT_TERM']);
      expect(await failures()).toEqual([{ range: 'MEDIUM_TERM', day, reason: 'SPOTIFY_UNAVAILABLE' }]);
      const retry = await stage.dueInSeconds(id);
      expect(retry).toBeGreaterThan(100);
      expect(retry).toBeLessThan(600);
      await passToNextTry(id);
      await stage.untilIdle(2);
      expect(await stage.snapshots()).toEqual(stage.wholeDay(id, day));
      expect((await stage.listCalls()).length).toBe(4);
    });

    test('an empty list is a failure after one with artists, and a snapshot before any', async () => {
      const [id = 0, newcomer = 0] = await stage.signIn('listener_1', 'demo_05');
      await stage.untilIdle(2);
      const day = await stage.day();
      expect(await stage.snapshots()).toEqual(
        [...stage.wholeDay(id, day), ...stage.wholeDay(newcomer, day, 0)].sort(
          (one, other) => one.listener_id - other.listener_id,
        ),
      );
      await control().setFault({
        endpoint: 'top-artists',
        listener: 'listener_1',
        range: 'short_term',
        times: 'always',
        fault: 'empty-list',
      });
      await passToNextTry(id);
      await stage.until(async () => (await failures()).length === 1, 'a failure');
      expect(await failures()).toEqual([
        { range: 'SHORT_TERM', day: await stage.day(), reason: 'EMPTY_RESPONSE' },
      ]);
    });

    test('is given up when its day ends, and the next day is recorded', async () => {
      const [id = 0] = await stage.signIn('listener_1');
      await stage.untilIdle(1);
      await control().setFault({ endpoint: 'top-artists', times: 'always', fault: 'not-registered' });
      // From noon, so that the day's 12 hours see several tries.
      await stage.instance.advanceClock(86_400);
      const day = await stage.day();
      let jobs = 2;
      for (; (await stage.day()) === day; jobs += 1) {
        await stage.untilIdle(jobs);
        await passToNextTry(id);
      }
      expect(jobs).toBeGreaterThan(6);
      await control().clearFaults();
      await stage.makeDue(id);
      await stage.until(async () => (await stage.snapshotCount()) === 6, 'the next day');
      expect((await failures()).filter((failure) => failure['day'] === day)).toEqual(
        ['LONG_TERM', 'MEDIUM_TERM', 'SHORT_TERM'].map((range) => ({ range, day, reason: 'NOT_PERMITTED' })),
      );
    });
  });
});
