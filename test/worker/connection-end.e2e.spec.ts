import { describe, expect, jest, test } from '@jest/globals';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(120_000);

const HOUR = 3_600;
const DAY = 24 * HOUR;
const stage = new WorkerStage();

async function calls(): Promise<number> {
  return (await stage.instance.simulator.control.requests()).length;
}

/** Signs a listener in and ends the connection after the first day. */
async function signInAndLose(): Promise<number> {
  const [id = 0] = await stage.signIn('listener_1');
  await stage.untilIdle(1);
  await stage.instance.simulator.control.revokeGrant('listener_1');
  await stage.instance.advanceClock(((await stage.dueInSeconds(id)) ?? 0) + 1);
  await stage.untilIdle(2);
  await stage.instance.simulator.control.clearRequests();
  return id;
}

describe('after a connection has ended', () => {
  test('a sign-in during the last retry stays connected and due', async () => {
    const { control } = stage.instance.simulator;
    const [id = 0] = await stage.signIn('listener_1');
    // Only the last retry is left, and its refusal is slow.
    await stage.instance.advanceClock(DAY);
    await stage.instance.sql(
      `UPDATE spotify_grant SET ended_at = clock_now() - interval '1 day', later_attempts = 1`,
    );
    await control.revokeGrant('listener_1');
    await control.setLatency({ token: 3_000 });
    await stage.startWorker();
    await stage.until(
      async () => (await control.requests()).some(({ path }) => path === '/api/token'),
      'the last retry',
    );
    await control.setLatency({ token: 0 });
    await stage.signIn('listener_1');
    await stage.untilSnapshots(3);
    await stage.until(async () => ((await stage.dueInSeconds(id)) ?? 0) > 0, 'due again');
  });

  describe('with one worker', () => {
    stage.shareWorker();

    test('the grant is retried after 1 hour and after 24, then never until the listener signs in again', async () => {
      const id = await signInAndLose();
      expect(await stage.dueInSeconds(id)).toBeLessThan(HOUR + 2);
      await stage.instance.advanceClock(HOUR - 60);
      expect(await stage.countJobs('completed')).toBe(2);
      expect(await calls()).toBe(0);
      await stage.instance.advanceClock(62);
      await stage.untilIdle(3);
      expect(await calls()).toBe(1);
      await stage.instance.advanceClock(23 * HOUR);
      await stage.untilIdle(4);
      expect(await calls()).toBe(2);
      expect(await stage.dueInSeconds(id)).toBeNull();
      await stage.instance.advanceClock(240 * HOUR);
      // The tick of this worker goes on: it takes another listener, and leaves this one.
      const [other = 0] = await stage.signIn('listener_2');
      await stage.untilSnapshots(6);
      expect(
        (await stage.instance.simulator.control.requests()).filter(
          ({ listener }) => listener === 'listener_1',
        ).length,
      ).toBe(2);
      expect(await stage.snapshots()).toEqual(
        expect.arrayContaining(stage.wholeDay(other, await stage.day())),
      );

      await stage.signIn('listener_1');
      await stage.untilSnapshots(9);
      expect(await stage.snapshots()).toEqual(expect.arrayContaining(stage.wholeDay(id, await stage.day())));
    });

    test('the first retry recovers from a mistaken refusal', async () => {
      const [id = 0] = await stage.signIn('listener_1');
      await stage.untilIdle(1);
      await stage.instance.simulator.control.setFault({
        endpoint: 'token',
        grantType: 'refresh_token',
        fault: 'false-invalid-grant',
      });
      await stage.instance.advanceClock(((await stage.dueInSeconds(id)) ?? 0) + 1);
      await stage.untilIdle(2);
      expect(await stage.snapshotCount()).toBe(3);
      await stage.instance.advanceClock(HOUR + 2);
      await stage.untilSnapshots(6);
      await stage.untilIdle(3);
      expect(await stage.dueInSeconds(id)).toBeGreaterThan(0);
    });
  });
});
