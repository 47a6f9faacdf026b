import { expect, jest, test } from '@jest/globals';
import { statementsIn, logStatements } from '../support/index.js';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(180_000);

const LISTENERS = 60;
/** What the worker sends by the clock, for no listener: a slow machine counts more of it. */
const BY_CLOCK = [
  // The ticks that look for due listeners and for artists to link.
  'SELECT FROM snapshot_schedule WHERE claimable_at',
  'SELECT listener_id AS "listenerId" FROM (SELECT DISTINCT',
  // pg-boss's supervision, and its reading of the queues' settings.
  'SELECT q.name',
  'BEGIN; SET LOCAL lock_timeout = 30000;',
  'WITH due AS ( SELECT name FROM pgboss.queue',
  'WITH locked_parents AS',
  'WITH budget AS',
  'SELECT t.relname',
  'UPDATE pgboss.version',
  'DELETE FROM pgboss.instance',
];
/** Fetches a job. While there is none, each of pg-boss's workers in the process sends it once a second. */
const FETCH = 'WITH next AS';
const RANGES = ['short_term', 'medium_term', 'long_term'] as const;
const stage = new WorkerStage();

test('the worker runs at most 10 statements per listener on a day that needs a token refresh', async () => {
  const names = Array.from({ length: LISTENERS }, (_, index) => `listener_${index + 1}`);
  await stage.signIn(...names);
  const worker = await stage.startWorker({ NODE_OPTIONS: logStatements });
  // The first day is not counted: it contains statements that run once per start.
  await stage.untilSnapshots(3 * LISTENERS);
  await stage.untilIdle(LISTENERS);
  const before = worker.logs.length;
  // Latencies differ, so that no two lists arrive together by chance.
  const { control } = stage.instance.simulator;
  await control.setLatency({ token: 100 });
  for (const [index, listener] of names.entries()) {
    for (const [place, range] of RANGES.entries()) {
      const milliseconds = 100 + (((index * 3 + place) * 89) % 300);
      const fault = { kind: 'slow-headers', milliseconds } as const;
      await control.setFault({ endpoint: 'top-artists', listener, range, fault });
    }
  }
  // After two days every listener is due, at any time of day.
  await stage.instance.advanceClock(2 * 86_400);
  await stage.untilSnapshots(6 * LISTENERS);
  await stage.untilIdle(LISTENERS);
  await worker.stop();
  const perListener = sentForListeners(worker.logs.slice(before)) / LISTENERS;
  expect(perListener).toBeLessThanOrEqual(10);
  expect(perListener).toBeGreaterThan(3);
});

/** Counts the statements that were sent for listeners: of those that fetch jobs, one for each. */
function sentForListeners(logs: string): number {
  const sent = statementsIn(logs).filter((text) => !BY_CLOCK.some((begin) => text.startsWith(begin)));
  const fetches = sent.filter((text) => text.startsWith(FETCH)).length;
  return sent.length - fetches + Math.min(fetches, LISTENERS);
}
