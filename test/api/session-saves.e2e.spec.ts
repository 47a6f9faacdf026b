import { expect, it } from '@jest/globals';
import { setStage, statementsIn, tellStatements } from '../support/index.js';
import { until } from '../support/until.js';

const stage = setStage({ NODE_OPTIONS: tellStatements });

it('stores a session once at sign-in, before the answer: afterwards it could come back after a sign-out', async () => {
  const callback = await stage.client.consent('demo_01');
  const before = stage.api.logs.length;
  const response = await stage.client.fetch(callback);
  expect(response.status).toBe(303);
  await response.text();
  // What the process writes comes late: it is all there once the next question has been told.
  await stage.client.fetch('/privacy');
  const told = (): string => stage.api.logs.slice(before);
  await until(() => told().includes('"path":"/privacy"'), 'the next request is logged');
  const stored = statementsIn(told()).filter((statement) => statement.startsWith('INSERT INTO "session"'));
  expect(stored).toHaveLength(1);
});
