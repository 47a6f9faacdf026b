import { parseArgs } from 'node:util';
import { z } from 'zod';
import { mixOf } from '../../test/load/mix.js';
import { inspectable } from '../../test/support/inspector.js';
import { printTables } from '../stage/tables.js';
import { cpuMs } from '../stage/measure.js';
import { HEAP_LIMITS, Stage } from '../stage/stage.js';
import { type Done, repeat, watch } from './load.js';
import { holds, report } from './report.js';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const minutes = z.coerce.number().positive().parse(values.minutes);

/** Memory is sampled rarely, because each sample collects garbage and pauses the process. */
const SAMPLE_EVERY_MS = 10_000;
/** Enough listeners that none reaches the limits of 5 manual snapshots and 20 access tokens an hour. */
const POPULATION = { residents: 8, days: 400, visitors: 100, snapshotAskers: 75 };
/** Limits that no request reaches. */
const LIMITS = {
  QUERY_COST_PER_MINUTE: '1000000000',
  SIGN_INS_PER_MINUTE: '10000',
  SPOTIFY_REQUESTS_PER_30S: '9999999',
};

const stage = await Stage.open();
try {
  const [apiInspector, workerInspector] = [await inspectable(), await inspectable()];
  const api = await stage.startApi({ ...LIMITS, NODE_OPTIONS: `${HEAP_LIMITS} ${apiInspector.options}` });
  const worker = await stage.startWorker({ NODE_OPTIONS: `${HEAP_LIMITS} ${workerInspector.options}` });
  const ground = { url: api.url, control: stage.control, sql: stage.sql.bind(stage) };
  const mix = await mixOf(ground, POPULATION);

  const cpuBefore = cpuMs(api.pid);
  const until = performance.now() + minutes * 60_000;
  const loads: Promise<Done>[] = [
    repeat(mix.topArtists, 100, until),
    ...mix.charts.map((deed) => repeat(deed, 400, until)),
    repeat(mix.visit, 2_000, until),
    repeat(mix.exporting, 3_000, until),
    repeat(mix.takeSnapshot, 12_000, until),
    repeat(mix.due, 2_000, until),
  ];
  const watches = [
    watch('API', api, apiInspector, SAMPLE_EVERY_MS, until),
    watch('worker', worker, workerInspector, SAMPLE_EVERY_MS, until),
  ];
  const [done, memory] = [await Promise.all(loads), await Promise.all(watches)];
  const measured = { minutes, done, memory, apiCpuMs: cpuMs(api.pid) - cpuBefore };
  printTables(report(measured));
  for (const failure of done.flatMap(({ failures }) => failures)) process.stderr.write(`${failure}\n`);
  if (!holds(measured)) process.exitCode = 1;
  await api.stop();
  await worker.stop();
} finally {
  await stage.close();
}
