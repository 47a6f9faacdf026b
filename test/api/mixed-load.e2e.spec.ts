import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Deed } from '../load/ground.js';
import { type Mix, mixOf } from '../load/mix.js';
import { measureHeap, inspectable, Inspector, Instance, type OurProcess } from '../support/index.js';

const POPULATION = { residents: 3, days: 200, visitors: 4, snapshotAskers: 5 };
/** High limits, since this test measures memory. */
const WIDE = { QUERY_COST_PER_MINUTE: '1000000000', SPOTIFY_REQUESTS_PER_30S: '100000' };
/** After these rounds the caches hold the whole population, and hot code is compiled. */
const WARM_UP_ROUNDS = 2;
const ROUNDS = 6;
/**
 * Bytes per request. Retaining even a short text of each request would take about 1,000. Other changes of the
 * heap, such as compiled code, were about a million bytes in total, up or down, in the runs behind this limit.
 */
const MAX_RETAINED_BYTES = 500;

let instance: Instance;
let api: OurProcess;
let worker: OurProcess;
let inspector: Inspector;
let mix: Mix;

beforeAll(async () => {
  instance = await Instance.open();
  const inspected = await inspectable();
  api = await instance.startApi({ ...WIDE, NODE_OPTIONS: inspected.options });
  worker = await instance.startWorker();
  inspector = await Inspector.open(inspected);
  const { control } = instance.simulator;
  mix = await mixOf({ url: api.url, control, sql: instance.sql.bind(instance) }, POPULATION);
}, 120_000);

afterAll(async () => {
  await inspector?.close();
  await Promise.all([api?.stop(), worker?.stop()]);
  await instance?.close();
});

it('the API answers a mix of all requests correctly and retains no memory per request', async () => {
  await rounds(WARM_UP_ROUNDS);
  const before = await retainedBytes();
  const requests = await rounds(ROUNDS);
  const grown = (await retainedBytes()) - before;
  expect(requests).toBeGreaterThan(3_900);
  expect(grown / requests).toBeLessThan(MAX_RETAINED_BYTES);
}, 600_000);

/** Runs all kinds of load at once, `count` times; returns the number of requests. */
async function rounds(count: number): Promise<number> {
  let requests = 0;
  for (let round = 0; round < count; round += 1) {
    const lanes = await Promise.all([
      ...Array.from({ length: 4 }, () => repeat(150, mix.topArtists)),
      repeat(15, ...mix.charts),
      repeat(2, mix.visit),
      repeat(1, mix.exporting, mix.takeSnapshot, mix.due),
    ]);
    requests += lanes.reduce((sum, lane) => sum + lane, 0);
  }
  return requests;
}

async function repeat(times: number, ...deeds: readonly Deed[]): Promise<number> {
  let requests = 0;
  for (let time = 0; time < times; time += 1) {
    for (const deed of deeds) requests += await deed.run();
  }
  return requests;
}

/** Returns the bytes that the idle API retains. */
async function retainedBytes(): Promise<number> {
  const samples = [await measureHeap(inspector), await measureHeap(inspector), await measureHeap(inspector)];
  return Math.min(...samples);
}
