import { describe, expect, jest, test } from '@jest/globals';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(120_000);

const DAY = 86_400;
const stage = new WorkerStage();

describe('daily snapshots', () => {
  test('SNAPSHOT_DEPTH sets the depth, and a shorter list is complete', async () => {
    await stage.startWorker({ SNAPSHOT_DEPTH: '60' });
    const [deep = 0, short = 0] = await stage.signIn('demo_01', 'demo_04');
    await stage.untilSnapshots(6);
    const rows = await stage.instance.sql(
      'SELECT DISTINCT listener_id, cardinality(artist_ids) AS depth, complete FROM snapshot ORDER BY depth',
    );
    expect(rows).toEqual([
      { listener_id: short, depth: 1, complete: true },
      { listener_id: deep, depth: 60, complete: false },
    ]);
  });

  describe('with one worker', () => {
    const sharedWorker = stage.shareWorker();

    test('a new listener gets all three ranges at once, and the next ones are due tomorrow', async () => {
      const [id = 0] = await stage.signIn('demo_01');
      await stage.untilSnapshots(3);
      await stage.untilIdle(1);
      expect(await stage.snapshots()).toEqual(stage.wholeDay(id, await stage.day()));
      const due = await stage.dueInSeconds(id);
      expect(due).toBeGreaterThan(0);
      expect(due).toBeLessThan(DAY + 18 * 3_600);
    });

    test('the lists of a day are requested once, even if the listener is due again', async () => {
      const [id = 0] = await stage.signIn('demo_03');
      await stage.untilIdle(1);
      await stage.makeDue(id);
      await stage.untilIdle(2);
      expect(await stage.snapshots()).toEqual(stage.wholeDay(id, await stage.day(), 19));
      expect(await stage.listCalls()).toEqual([
        'demo_03 long_term',
        'demo_03 medium_term',
        'demo_03 short_term',
      ]);
    });

    test('the next day gets its own', async () => {
      const [id = 0] = await stage.signIn('demo_02');
      await stage.untilIdle(1);
      const first = await stage.day();
      const next = await stage.day(1);
      await stage.instance.advanceClock(((await stage.dueInSeconds(id)) ?? 0) + 1);
      await stage.untilSnapshots(6);
      expect(await stage.snapshots()).toEqual([...stage.wholeDay(id, first), ...stage.wholeDay(id, next)]);
    });

    test('a paused listener gets none', async () => {
      const [id = 0] = await stage.signIn('listener_1');
      await stage.untilIdle(1);
      const taken = await stage.snapshots();
      await stage.instance.sql('UPDATE listener SET snapshots_paused = true');
      await stage.instance.advanceClock(((await stage.dueInSeconds(id)) ?? 0) + 1);
      const [other = 0] = await stage.signIn('listener_2');
      await stage.untilIdle(3);
      expect(await stage.snapshots()).toEqual([...taken, ...stage.wholeDay(other, await stage.day())]);
      expect(await stage.dueInSeconds(id)).toBeNull();
    });

    test('after 24 hours without a worker, one snapshot catches up and the missed day has none', async () => {
      // The last of these tests, since it stops the worker.
      const worker = sharedWorker();
      const [id = 0] = await stage.signIn('listener_1');
      await stage.untilIdle(1);
      const first = await stage.day();
      await worker.stop();
      await stage.instance.advanceClock(2 * DAY);
      await stage.startWorker();
      await stage.untilSnapshots(6);
      await stage.untilIdle(2);
      expect(await stage.snapshots()).toEqual([
        ...stage.wholeDay(id, first),
        ...stage.wholeDay(id, await stage.day()),
      ]);
      expect(await stage.instance.sql('SELECT * FROM snapshot_failure')).toEqual([]);
    });
  });
});
