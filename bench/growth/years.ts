import { setTimeout as delay } from 'node:timers/promises';
import { changeHistory, parseData } from '../charts/clients.js';
import { type DayLists, generateLists } from '../charts/listening.js';
import { CHART, WEEKLY_CHARTS, type Question, TREND } from '../charts/questions.js';
import { prepareRecord, recordAmong } from '../charts/record.js';
import { isoYearBefore, yearEndOf } from '../charts/year-end.js';
import type { Serving } from '../stage/child.js';
import { residentMb } from '../stage/measure.js';
import { Stage } from '../stage/stage.js';
import { bytesPerListenerYear } from '../worker/stored-size.js';
import { YEARLY, type Yearly, type YearsFigures } from './figures.js';
import { addAccessTokensById } from './population.js';
import { type Ask, Clients, type RequestRound, summarizeRounds } from './requests.js';
import { ROUNDS, SETTINGS } from './sizes.js';

const YEARS = [1, 2, 5, 10];
const DAYS_A_YEAR = 365;
const OTHERS = 100;
/** Requests per round; twice as many in the warm-up. */
const REQUESTS: Readonly<Record<Yearly, number>> = {
  chart: 40,
  reread: 20,
  trend: 20,
  weeklyCharts: 20,
  year: 20,
  export: 3,
};

const QUESTIONS: Readonly<Record<Exclude<Yearly, 'export'>, Question>> = {
  chart: CHART,
  reread: CHART,
  trend: TREND,
  weeklyCharts: WEEKLY_CHARTS,
  // Half a year ago, so that each listener has weeks of that year.
  year: yearEndOf(isoYearBefore(183)),
};

/** A listener with a history of this many years, and an API process that only they use. */
interface Veteran {
  readonly years: number;
  readonly api: Serving;
  readonly clients: Clients;
  readonly asks: Readonly<Record<Yearly, Ask>>;
  readonly rounds: Readonly<Record<Yearly, RequestRound[]>>;
}

/**
 * Measures requests of listeners who listened to the same, for one to ten years.
 *
 * @throws if a response is wrong
 */
export async function measureYears(): Promise<YearsFigures[]> {
  const stage = await Stage.open();
  try {
    const veterans = await prepareVeterans(stage);
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const what of YEARLY) {
        for (const { clients, asks, rounds } of round % 2 === 0 ? veterans : veterans.toReversed()) {
          const figures = await clients.measure(REQUESTS[what] * (round < 0 ? 2 : 1), () => asks[what]);
          if (round >= 0) rounds[what].push(figures);
        }
      }
    }
    await delay(2_000);
    const measured: YearsFigures[] = [];
    for (const { years, api, rounds } of veterans) {
      const apiMb = residentMb(api.pid);
      await api.stop();
      const costs = mapYearly((what) => summarizeRounds(rounds[what]));
      measured.push({ years, costs, apiMb, bytesPerYear: await bytesPerListenerYear(stage, years) });
    }
    return measured;
  } finally {
    await stage.close();
  }
}

async function prepareVeterans(stage: Stage): Promise<Veteran[]> {
  const days = Math.max(...YEARS) * DAYS_A_YEAR;
  const lists = [...generateLists(days)];
  await prepareRecord(stage, lists);
  const ids = await Promise.all(YEARS.map((years) => addListener(stage, years)));
  const recorded = ids.map((listenerId) => ({ listenerId, shift: 0 }));
  await recordAmong(stage, recorded, days, OTHERS);
  const authorizations = await addAccessTokensById(stage, ids);
  const veterans: Veteran[] = [];
  for (const [index, years] of YEARS.entries()) {
    const id = ids[index] ?? 0;
    await stage.sql('DELETE FROM snapshot WHERE listener_id = $1 AND day <= utc_today() - $2::int', [
      id,
      years * DAYS_A_YEAR,
    ]);
    const api = await stage.startApi(SETTINGS);
    const own = lists.slice(-years * DAYS_A_YEAR);
    const asks = mapYearly((what) => createAsk(stage, id, authorizations.get(id) ?? '', what, own));
    veterans.push({ years, api, clients: new Clients(stage, [api], 1), asks, rounds: mapYearly(() => []) });
  }
  await stage.sql('VACUUM ANALYZE');
  return veterans;
}

async function addListener(stage: Stage, years: number): Promise<number> {
  const [listener] = await stage.sql<{ id: number }>(
    'INSERT INTO listener (spotify_id, spotify_account_id) VALUES ($1, $1) RETURNING id',
    [`listener of ${years} years`],
  );
  return listener?.id ?? 0;
}

/** The first response has to be what is recorded, and all later ones the same. */
function createAsk(
  stage: Stage,
  listenerId: number,
  authorization: string,
  what: Yearly,
  lists: readonly DayLists[],
): Ask {
  let expected: string | undefined;
  const question = what === 'export' ? undefined : QUESTIONS[what];
  return {
    authorization,
    ...(question && { query: question.query }),
    ...(what === 'reread' && { before: () => changeHistory(stage, listenerId) }),
    check(text) {
      if (text === expected) return;
      // An error says more than that it differs.
      const data = question && parseData(text);
      if (expected !== undefined)
        throw new Error(`No report: a response of "${what}" differs from the first.`);
      if (question) question.check(data, lists);
      else checkExport(text, lists.length);
      expected = text;
    },
  };
}

function checkExport(text: string, days: number): void {
  const snapshots = text.match(/^\{"type":"snapshot"/gm)?.length;
  if (snapshots === days * 3) return;
  throw new Error(`No report: an export of ${days} days has ${snapshots} snapshots.`);
}

function mapYearly<Value>(create: (what: Yearly) => Value): Record<Yearly, Value> {
  return {
    chart: create('chart'),
    reread: create('reread'),
    trend: create('trend'),
    weeklyCharts: create('weeklyCharts'),
    year: create('year'),
    export: create('export'),
  };
}
