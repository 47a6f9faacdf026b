import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { setStage, statementsIn, logStatements } from '../support/index.js';
import { until } from '../support/until.js';
import { ask } from './asking.js';
import { days, History } from './history.js';
import { NOW } from './story.js';

const stage = setStage({ NODE_OPTIONS: logStatements });
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx';

/** Builds a query for every chart field, with every range and most fields twice. */
const everything = (places: number, weeks: number): string => `{
  short: chart(range: SHORT_TERM) { ...Places }
  long: chart(range: LONG_TERM, comparedTo: "2026-03-01") { ...Places }
  charts(range: MEDIUM_TERM, first: ${weeks}) { nodes { turnover similarity entries(first: 2) { artist { name } } } }
  momentum { kind artist { name } }
  yearEndChart(range: SHORT_TERM, year: 2026) { entries(first: ${places}) { points artist { name } } }
  chartEvents(first: ${places}) { nodes { kind artist { name } } }
  artists(search: "a", first: ${places}) { nodes { name } }
  artist(id: "${'A'.repeat(22)}") { rankHistory(range: LONG_TERM) { rank } }
}
fragment Places on Chart {
  entries(first: ${places}) { rank artist { name rankHistory(range: SHORT_TERM, from: "2026-06-01") { rank } } }
  dropouts { artist { name } }
}`;

/** Returns the SQL statements of one query, including those for the session and the limits. */
async function statements(query: string): Promise<string[]> {
  const before = stage.api.logs.length;
  const data = await ask(stage, query);
  expect(z.object({ momentum: z.array(z.unknown()).nonempty() }).safeParse(data).success).toBe(true);
  // Log lines arrive late. A statement that no chart needs marks the end once it is logged.
  await ask(stage, '{ viewer { id } }');
  // pg-boss reads the settings of its queue once a minute, independently of requests.
  const isOfQueue = (statement: string): boolean => statement.startsWith('SELECT q.name');
  const logged = (): string[] =>
    statementsIn(stage.api.logs.slice(before)).filter((text) => !isOfQueue(text));
  const isFence = (statement: string): boolean => statement.startsWith('SELECT "public"."listener"');
  await until(() => logged().some(isFence), 'the API logs the statements of the second query', 10_000);
  const all = logged();
  // Each of the two queries begins by reading the session.
  const isBegin = (statement: string): boolean => statement.startsWith('SELECT sess');
  const end = all.slice(0, all.findIndex(isFence)).findLastIndex(isBegin);
  return all.slice(all.findIndex(isBegin), end);
}

test('a query for charts runs at most 10 SQL statements, always of the same kinds, however much it requests', async () => {
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
  // The number of statements of a kind depends on what arrives at the same moment.
  for (const sent of [little, much, again]) {
    expect(sent.length).toBeLessThanOrEqual(10);
    expect(new Set(sent)).toEqual(new Set(little));
    // Sign-in has just saved the session's expiry.
    expect(sent.filter((statement) => statement.includes('UPDATE "session"'))).toEqual([]);
  }
});
