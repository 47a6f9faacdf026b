import { expect, it } from '@jest/globals';
import { setStage, statementsIn, logStatements } from '../support/index.js';
import { until } from '../support/until.js';

const stage = setStage({ NODE_OPTIONS: logStatements });

it('a sign-in stores its session once, before the response, so that no late save undoes a sign-out', async () => {
  const callback = await stage.client.consent('demo_01');
  const before = stage.api.logs.length;
  const response = await stage.client.fetch(callback);
  expect(response.status).toBe(303);
  await response.text();
  // Log lines arrive late; they are complete once the next request is logged.
  await stage.client.fetch('/privacy');
  const logs = (): string => stage.api.logs.slice(before);
  await until(() => logs().includes('"path":"/privacy"'), 'the next request is logged');
  const stored = statementsIn(logs()).filter((statement) => statement.startsWith('INSERT INTO "session"'));
  expect(stored).toHaveLength(1);
});
