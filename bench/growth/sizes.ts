import { setTimeout as delay } from 'node:timers/promises';
import { CHART } from '../charts/questions.js';
import type { Serving } from '../stage/child.js';
import { residentMb } from '../stage/measure.js';
import { Stage } from '../stage/stage.js';
import { forgetToday } from '../worker/crowd.js';
import { type DayCost, measureDay } from '../worker/day.js';
import { measureTick } from '../worker/stored-size.js';
import { type DayFigures, type SizeFigures, summarize } from './figures.js';
import { askForArtists, type TokenHolder, DAYS, type Population, populate } from './population.js';
import { type Ask, Clients, type RequestRound, summarizeRounds } from './requests.js';

export const SIZES = [1, 10, 100, 1_000, 100_000];
/** At most this many listeners are due at once. */
const MAX_DUE = 100;
export const CONNECTIONS = 8;
export const ROUNDS = 5;
/** Requests per round; twice as many in the warm-up. */
export const REQUESTS = { topArtists: 500, chart: 200 };
/** With few listeners, a day is measured more often, because CPU time is counted in steps of 10 ms. */
const DAYS_PER_ROUND = 3;

/** Limits that no query reaches, and lists that stay fresh for the whole run. Costs are still computed and counted. */
export const SETTINGS = {
  QUERY_COST_MAX: '1000000',
  QUERY_COST_PER_MINUTE: '1000000000',
  TOP_ARTISTS_MAX_AGE_SECONDS: '86400',
};
export const QUERIES = {
  topArtists: '{ topArtists(range: SHORT_TERM, limit: 50) { entries { rank artist { id name imageUrl } } } }',
  chart: CHART.query,
};

/** A database with `listeners` listeners. */
export interface SizedDatabase extends Population {
  readonly listeners: number;
  readonly stage: Stage;
}

/** @param signedIn how many listeners sign in at most */
export async function openDatabase(listeners: number, signedIn = MAX_DUE): Promise<SizedDatabase> {
  const stage = await Stage.open();
  try {
    return { listeners, stage, ...(await populate(stage, listeners, Math.min(listeners, signedIn))) };
  } catch (error) {
    await stage.close();
    throw error;
  }
}

const WORKLOADS = ['topArtistsOfOne', 'topArtistsOfAny', 'chartOfOne', 'chartOfAny'] as const;
type WorkloadName = (typeof WORKLOADS)[number];

interface Workload {
  readonly count: number;
  next(): Ask;
  readonly rounds: RequestRound[];
}

type RequestFiguresOfSize = Pick<SizeFigures, 'topArtists' | 'chart' | 'apiMb'>;

/**
 * Measures requests at all sizes in turn.
 *
 * @throws if a response is wrong
 */
export async function measureRequests(sizes: readonly SizedDatabase[]): Promise<RequestFiguresOfSize[]> {
  const measured: { workloads: Record<WorkloadName, Workload>; clients: Clients; api: Serving }[] = [];
  for (const { stage, holders } of sizes) {
    const api = await stage.startApi(SETTINGS);
    const create = (what: keyof typeof QUERIES, pick: typeof pickRandom): Workload => ({
      count: REQUESTS[what],
      next: () => askForArtists(QUERIES[what], pick(holders)),
      rounds: [],
    });
    const workloads = {
      topArtistsOfOne: create('topArtists', firstOf),
      topArtistsOfAny: create('topArtists', pickRandom),
      chartOfOne: create('chart', firstOf),
      chartOfAny: create('chart', pickRandom),
    };
    measured.push({ workloads, clients: new Clients(stage, [api], CONNECTIONS), api });
  }
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const name of WORKLOADS) {
      for (const { workloads, clients } of round % 2 === 0 ? measured : measured.toReversed()) {
        const { count, next, rounds } = workloads[name];
        const figures = await clients.measure(count * (round < 0 ? 2 : 1), next);
        if (round >= 0) rounds.push(figures);
      }
    }
  }
  await delay(2_000);
  const asked = measured.map(({ workloads, api }): RequestFiguresOfSize => {
    const figures = (name: WorkloadName) => summarizeRounds(workloads[name].rounds);
    return {
      topArtists: { one: figures('topArtistsOfOne'), any: figures('topArtistsOfAny') },
      chart: { one: figures('chartOfOne'), any: figures('chartOfAny') },
      apiMb: residentMb(api.pid),
    };
  });
  await Promise.all(measured.map(({ api }) => api.stop()));
  return asked;
}

type Recorded = Pick<SizeFigures, 'day' | 'tick' | 'workerMb' | 'bytes'>;

/**
 * Measures a worker at all sizes in turn.
 *
 * @throws if a snapshot is wrong
 */
export async function measureWorkers(sizes: readonly SizedDatabase[]): Promise<Recorded[]> {
  const runs = sizes.map(({ listeners, stage, crowd }) => ({
    stage,
    listeners,
    crowd: { ...crowd, names: crowd.names.slice(0, MAX_DUE) },
    days: [] as DayCost[],
  }));
  const bytes = await Promise.all(sizes.map(measureStored));
  const workers: Serving[] = [];
  for (const { stage } of runs) workers.push(await stage.startWorker());
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [index, { stage, crowd, days }] of runs.entries()) {
      for (let time = 0; time < (crowd.names.length < MAX_DUE ? DAYS_PER_ROUND : 1); time += 1) {
        await forgetToday(stage, crowd);
        const day = await measureDay(stage, workers.slice(index, index + 1), crowd);
        if (round >= 0) days.push(day);
      }
    }
  }
  await delay(2_000);
  const recorded: Recorded[] = [];
  for (const [index, { stage, listeners, days }] of runs.entries()) {
    const worker = workers[index];
    const stored = bytes[index];
    if (!worker || !stored) throw new Error('There is no worker.');
    const workerMb = residentMb(worker.pid);
    await worker.stop();
    const { someDue } = await measureTick(stage, listeners);
    const { due, findingMs, claimingMs } = someDue;
    recorded.push({
      day: summarizeDays(days),
      tick: { due, findingMs, claimingMs },
      workerMb,
      bytes: stored,
    });
  }
  return recorded;
}

export function summarizeDays(days: readonly DayCost[]): DayFigures {
  const each = (key: 'cpuMs' | 'postgresMs' | 'statements'): DayFigures['cpuMs'] =>
    summarize(days.map((day) => day[key] / day.listeners));
  return {
    due: days[0]?.listeners ?? 0,
    rate: summarize(days.map(({ listeners, seconds }) => listeners / seconds)),
    cpuMs: each('cpuMs'),
    postgresMs: each('postgresMs'),
    statements: each('statements'),
  };
}

async function measureStored({ stage, listeners }: SizedDatabase): Promise<SizeFigures['bytes']> {
  const [row] = await stage.sql<{ total: string; own: string; history: string; rows: string }>(
    `SELECT pg_database_size(current_database()) AS total,
            (SELECT count(*) FROM snapshot) AS rows, pg_total_relation_size('snapshot') AS history,
            (SELECT sum(pg_total_relation_size(name)) FROM unnest(ARRAY['listener', 'spotify_grant', 'snapshot_schedule',
               'session', 'access_token', 'top_list', 'history_revision']::regclass[]) AS name) AS own`,
  );
  if (!row) throw new Error('PostgreSQL did not say how large the tables are.');
  if (Number(row.rows) < listeners * Math.floor(DAYS / 10) * 3)
    throw new Error('No report: snapshots are missing.');
  return {
    total: Number(row.total),
    perListener: Number(row.own) / listeners,
    perDay: (Number(row.history) / Number(row.rows)) * 3,
  };
}

function firstOf(holders: readonly TokenHolder[]): TokenHolder {
  const [holder] = holders;
  if (!holder) throw new Error('There is no listener.');
  return holder;
}

export function pickRandom(holders: readonly TokenHolder[]): TokenHolder {
  return holders[Math.floor(Math.random() * holders.length)] ?? firstOf(holders);
}
