import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { setStage, statementsIn, tellStatements } from '../support/index.js';
import { until } from '../support/until.js';
import { ask } from './asking.js';
import { days, History } from './history.js';
import { NOW } from './story.js';

const stage = setStage({ NODE_OPTIONS: tellStatements });
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx';

/** Asks every field there is about charts, each range and most of them twice. */
const everything = (places: number, weeks: number): string => `{
  short: chart(range: SHORT_TERM) { ...Places }
  long: chart(range: LONG_TERM, comparedTo: "2026-03-01") { ...Places }
  charts(range: MEDIUM_TERM, first: ${weeks}) { nodes { turnover similarity entries(first: 2) { artist { name } } } }
  momentum { kind artist { name } }
  yearEndChart(range: SHORT_TERM, year: 2026) { entries(first: ${places}) { points artist { name } } }
  chartEvents(first: ${places}) { nodes { kind artist { name } } }
  artist(id: "${'A'.repeat(22)}") { rankHistory(range: LONG_TERM) { rank } }
}
fragment Places on Chart {
  entries(first: ${places}) { rank artist { name rankHistory(range: SHORT_TERM, from: "2026-06-01") { rank } } }
  dropouts { artist { name } }
}`;

/** The statements that the API sends for one question, those of the session and of its limits included. */
async function statements(query: string): Promise<string[]> {
  const before = stage.api.logs.length;
  const data = await ask(stage, query);
  expect(z.object({ momentum: z.array(z.unknown()).nonempty() }).safeParse(data).success).toBe(true);
  // What the process writes comes late. This asks for something that no chart needs, and waits until that is there.
  await ask(stage, '{ viewer { id } }');
  // pg-boss reads the settings of its queue once a minute, whatever is asked.
  const isOfQueue = (statement: string): boolean => statement.startsWith('SELECT q.name');
  const logged = (): string[] =>
    statementsIn(stage.api.logs.slice(before)).filter((text) => !isOfQueue(text));
  const isFence = (statement: string): boolean => statement.startsWith('SELECT "public"."listener"');
  await until(() => logged().some(isFence), 'the API logs the statements of the second question', 10_000);
  const told = logged();
  // Each of the two questions begins with reading the session.
  const isBegin = (statement: string): boolean => statement.startsWith('SELECT sess');
  const end = told.slice(0, told.findIndex(isFence)).findLastIndex(isBegin);
  return told.slice(told.findIndex(isBegin), end);
}

test('a question costs 10 statements at most, of the same few kinds, however much it asks for', async () => {
  const history = await History.open(stage, NOW, '2026-01-01');
  const words = days('2026-01-01', '2026-06-17').map((day, index) => {
    const turn = index % LETTERS.length;
    return [day, LETTERS.slice(turn) + LETTERS.slice(0, turn)];
  });
  for (const range of ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM']) {
    await history.lists(range, Object.fromEntries(words), false);
  }
  const little = await statements(everything(1, 1));
  const much = await statements(everything(50, 20));
  const again = await statements(everything(50, 20));
  expect(little.length).toBeGreaterThan(2);
  // One more or less of a kind is a matter of what arrives at the same moment.
  for (const told of [little, much, again]) {
    expect(told.length).toBeLessThanOrEqual(10);
    expect(new Set(told)).toEqual(new Set(little));
    // Its session's end was written down moments ago, at sign-in.
    expect(told.filter((statement) => statement.includes('UPDATE "session"'))).toEqual([]);
  }
});
