import { expect, jest, test } from '@jest/globals';
import { statementsIn, logStatements } from '../support/index.js';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(180_000);

const LISTENERS = 60;
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

/**
 * Counts the statements that were sent for listeners. Leaves out those that the worker sends by the clock, more of them
 * the slower the machine: each of them is rare, while those for listeners are sent for most of them.
 */
function sentForListeners(logs: string): number {
  const counts = new Map<string, number>();
  for (const statement of statementsIn(logs)) counts.set(statement, (counts.get(statement) ?? 0) + 1);
  const frequent = [...counts.values()].filter((count) => count >= LISTENERS / 4);
  return frequent.reduce((sum, count) => sum + count, 0);
}
