import { expect, jest, test } from '@jest/globals';
import { statementsIn, tellStatements } from '../support/index.js';
import { WorkerStage } from './worker-stage.js';

jest.setTimeout(180_000);

const LISTENERS = 60;
const RANGES = ['short_term', 'medium_term', 'long_term'] as const;
const stage = new WorkerStage();

test('a listener costs 10 statements at most, on a day on which the access token has run out', async () => {
  const names = Array.from({ length: LISTENERS }, (_, index) => `listener_${index + 1}`);
  await stage.signIn(...names);
  const worker = await stage.startWorker({ NODE_OPTIONS: tellStatements });
  // A first day, for what a worker does once when it starts is not what a listener costs.
  await stage.untilSnapshots(3 * LISTENERS);
  await stage.untilIdle(LISTENERS);
  const before = worker.logs.length;
  // Every answer takes a time of its own, so that nothing comes at once by chance.
  const { control } = stage.instance.simulator;
  await control.setLatency({ token: 100 });
  for (const [index, listener] of names.entries()) {
    for (const [place, range] of RANGES.entries()) {
      const milliseconds = 100 + (((index * 3 + place) * 89) % 300);
      const fault = { kind: 'slow-headers', milliseconds } as const;
      await control.setFault({ endpoint: 'top-artists', listener, range, fault });
    }
  }
  // By then everybody is due, whatever the time of day.
  await stage.instance.advanceClock(2 * 86_400);
  await stage.untilSnapshots(6 * LISTENERS);
  await stage.untilIdle(LISTENERS);
  await worker.stop();
  const statements = statementsIn(worker.logs.slice(before));
  expect(statements.length / LISTENERS).toBeLessThanOrEqual(10);
  expect(statements.length / LISTENERS).toBeGreaterThan(3);
});
