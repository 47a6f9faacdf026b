import type { Serving } from '../stage/child.js';
import { forgetToday } from '../worker/crowd.js';
import { type DayCost, measureDay } from '../worker/day.js';
import type { ProcessesFigures } from './figures.js';
import { askForArtists } from './population.js';
import { type Ask, Clients, type RequestRound, summarizeRounds } from './requests.js';
import {
  pickRandom,
  CONNECTIONS,
  QUERIES,
  REQUESTS,
  ROUNDS,
  SETTINGS,
  type SizedDatabase,
  summarizeDays,
} from './sizes.js';

const COUNTS = [1, 2, 4];
/** Listeners of this section who are due at once. */
export const DUE_FOR_PROCESSES = 200;
/** Workers are added and then removed, so that one and two have their days early and late. */
const WORKERS = [1, 2, 4, 2, 1];

type RoundsByQuery = Readonly<Record<keyof typeof QUERIES, RequestRound[]>>;

/**
 * Measures one, two and four processes on one PostgreSQL: API processes, then workers.
 *
 * @throws if a response or a snapshot is wrong
 */
export async function measureProcesses(size: SizedDatabase): Promise<ProcessesFigures[]> {
  const asked = await measureApis(size);
  const days = await measureWorkerCounts(size);
  return COUNTS.map((processes, index) => ({
    processes,
    topArtists: summarizeRounds(asked[index]?.topArtists ?? []),
    chart: summarizeRounds(asked[index]?.chart ?? []),
    day: summarizeDays(days.get(processes) ?? []),
  }));
}

/** Returns the rounds of each number of processes. */
async function measureApis({ stage, holders }: SizedDatabase): Promise<RoundsByQuery[]> {
  const apis: Serving[] = [];
  for (let count = 0; count < Math.max(...COUNTS); count += 1) apis.push(await stage.startApi(SETTINGS));
  const clients = COUNTS.map((count) => new Clients(stage, apis.slice(0, count), CONNECTIONS));
  const rounds = COUNTS.map((): RoundsByQuery => ({ topArtists: [], chart: [] }));
  for (const what of ['topArtists', 'chart'] as const) {
    const next = (): Ask => askForArtists(QUERIES[what], pickRandom(holders));
    // Each process gets as many before the first round as the API of the other sections.
    await clients.at(-1)?.measure(REQUESTS[what] * 2 * apis.length, next);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, client] of clients.entries()) {
        rounds[index]?.[what].push(await client.measure(REQUESTS[what], next));
      }
    }
  }
  await Promise.all(apis.map((api) => api.stop()));
  return rounds;
}

async function measureWorkerCounts({ stage, crowd }: SizedDatabase): Promise<Map<number, DayCost[]>> {
  const workers: Serving[] = [];
  const days = new Map<number, DayCost[]>();
  const record = async (): Promise<DayCost> => {
    await forgetToday(stage, crowd);
    return measureDay(stage, workers, crowd);
  };
  for (const count of WORKERS) {
    const before = workers.length;
    while (workers.length < count) workers.push(await stage.startWorker());
    while (workers.length > count) await workers.pop()?.stop();
    // New workers first compile code and fill caches.
    if (count > before) await record();
    days.set(count, [...(days.get(count) ?? []), await record(), await record()]);
  }
  await Promise.all(workers.map((worker) => worker.stop()));
  return days;
}
