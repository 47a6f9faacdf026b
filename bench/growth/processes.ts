import type { Serving } from '../stage/child.js';
import { forgetToday } from '../worker/crowd.js';
import { type DayCost, measureDay } from '../worker/day.js';
import type { ProcessesFigures } from './figures.js';
import { askForArtists } from './population.js';
import { type Ask, Clients, type Round, summarizeRounds } from './requests.js';
import { any, CONNECTIONS, QUERIES, REQUESTS, ROUNDS, SETTINGS, type Size, summarizeDays } from './sizes.js';

const COUNTS = [1, 2, 4];
/** Listeners of this part who are due at once. */
export const DUE = 200;
/** Workers are added and then removed, so that one and two have their days early and late. */
const WORKERS = [1, 2, 4, 2, 1];

/**
 * Measures one, two and four processes on one PostgreSQL: API processes, then workers.
 *
 * @throws if a response or a snapshot is wrong
 */
export async function measureProcesses(size: Size): Promise<ProcessesFigures[]> {
  const asked = await measureApis(size);
  const days = await measureWorkers(size);
  return COUNTS.map((processes, index) => ({
    processes,
    topArtists: summarizeRounds(asked[index]?.[0] ?? []),
    chart: summarizeRounds(asked[index]?.[1] ?? []),
    day: summarizeDays(days.get(processes) ?? []),
  }));
}

/** Returns for each number of processes the rounds of `topArtists` and of the chart. */
async function measureApis({ stage, askers }: Size): Promise<[Round[], Round[]][]> {
  const apis: Serving[] = [];
  for (let count = 0; count < Math.max(...COUNTS); count += 1) apis.push(await stage.startApi(SETTINGS));
  const clients = COUNTS.map((count) => new Clients(stage, apis.slice(0, count), CONNECTIONS));
  const rounds = COUNTS.map((): [Round[], Round[]] => [[], []]);
  for (const [turn, what] of (['topArtists', 'chart'] as const).entries()) {
    const next = (): Ask => askForArtists(QUERIES[what], any(askers));
    // Each process gets as many before the first round as the API of other parts.
    await clients.at(-1)?.measure(REQUESTS[what] * 2 * apis.length, next);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, client] of clients.entries()) {
        rounds[index]?.[turn]?.push(await client.measure(REQUESTS[what], next));
      }
    }
  }
  await Promise.all(apis.map((api) => api.stop()));
  return rounds;
}

async function measureWorkers({ stage, crowd }: Size): Promise<Map<number, DayCost[]>> {
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
