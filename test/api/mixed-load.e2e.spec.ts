import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Deed } from '../load/ground.js';
import { type Mix, mixOf } from '../load/mix.js';
import { bytesHeld, inspectable, Inspector, Instance, type OurProcess } from '../support/index.js';

const POPULATION = { residents: 3, days: 200, visitors: 4, snapshotAskers: 5 };
/** The test measures memory, so limits are wide. */
const WIDE = { QUERY_COST_PER_MINUTE: '1000000000', SPOTIFY_REQUESTS_PER_30S: '100000' };
/** After these rounds, the caches are full and hot code is compiled. */
const WARM_UP_ROUNDS = 4;
const ROUNDS = 6;
/**
 * Limit per request, in bytes. A leak of a short text per request would be about 1,000. Other changes, such as compiled
 * code, were about ±1 MB in total when the limit was chosen.
 */
const MOST_KEPT_BYTES = 500;

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

it('the API answers a mixed load correctly and does not leak memory', async () => {
  await rounds(WARM_UP_ROUNDS);
  const before = await heldNow();
  const requests = await rounds(ROUNDS);
  const grown = (await heldNow()) - before;
  expect(requests).toBeGreaterThan(3_900);
  expect(grown / requests).toBeLessThan(MOST_KEPT_BYTES);
}, 600_000);

/** Runs all listeners concurrently for this many rounds; returns the number of requests. */
async function rounds(count: number): Promise<number> {
  let requests = 0;
  for (let round = 0; round < count; round += 1) {
    const lanes = await Promise.all([
      ...Array.from({ length: 4 }, () => again(150, mix.topArtists)),
      again(15, ...mix.charts),
      again(2, mix.visit),
      again(1, mix.exporting, mix.takeSnapshot, mix.due),
    ]);
    requests += lanes.reduce((sum, lane) => sum + lane, 0);
  }
  return requests;
}

async function again(times: number, ...deeds: readonly Deed[]): Promise<number> {
  let requests = 0;
  for (let time = 0; time < times; time += 1) {
    for (const deed of deeds) requests += await deed.run();
  }
  return requests;
}

/** Returns the heap in use of the idle API. */
async function heldNow(): Promise<number> {
  const held = [await bytesHeld(inspector), await bytesHeld(inspector), await bytesHeld(inspector)];
  return Math.min(...held);
}
