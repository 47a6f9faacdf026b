import { parseArgs } from 'node:util';
import { z } from 'zod';
import { mixOf } from '../../test/load/mix.js';
import { inspectable } from '../../test/support/inspector.js';
import { deliver } from '../stage/deliver.js';
import { cpuMs } from '../stage/process-cost.js';
import { HEAP_LIMITS, Stage } from '../stage/stage.js';
import { type Done, repeat } from './lane.js';
import { holds, report } from './report.js';
import { watch } from './watch.js';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const minutes = z.coerce.number().positive().parse(values.minutes);

/** Looking at memory collects garbage, which stops a process for a moment. */
const EVERY_MS = 10_000;
/**
 * So many that none comes up against a limit, however long it lasts: a listener may ask for a snapshot five times an hour,
 * and make 20 access tokens; one does the former every 12 s, and the latter every 2 s.
 */
const POPULATION = { residents: 8, days: 400, visitors: 100, snapshotAskers: 75 };
/** What is measured is the work, not the limits. */
const WIDE = {
  QUERY_COST_PER_MINUTE: '1000000000',
  SIGN_INS_PER_MINUTE: '10000',
  SPOTIFY_REQUESTS_PER_30S: '9999999',
};

const stage = await Stage.open();
try {
  const [ofApi, ofWorker] = [await inspectable(), await inspectable()];
  const api = await stage.startApi({ ...WIDE, NODE_OPTIONS: `${HEAP_LIMITS} ${ofApi.options}` });
  const worker = await stage.startWorker({ NODE_OPTIONS: `${HEAP_LIMITS} ${ofWorker.options}` });
  const ground = { url: api.url, control: stage.control, sql: stage.sql.bind(stage) };
  const mix = await mixOf(ground, POPULATION);

  const cpuBefore = cpuMs(api.pid);
  const until = performance.now() + minutes * 60_000;
  const doing: Promise<Done>[] = [
    repeat(mix.topArtists, 100, until),
    ...mix.charts.map((deed) => repeat(deed, 400, until)),
    repeat(mix.visit, 2_000, until),
    repeat(mix.exporting, 3_000, until),
    repeat(mix.takeSnapshot, 12_000, until),
    repeat(mix.due, 2_000, until),
  ];
  const watching = [
    watch('API', api, ofApi, EVERY_MS, until),
    watch('worker', worker, ofWorker, EVERY_MS, until),
  ];
  const [done, memory] = [await Promise.all(doing), await Promise.all(watching)];
  const measured = { minutes, done, memory, apiCpuMs: cpuMs(api.pid) - cpuBefore };
  deliver(report(measured));
  for (const failure of done.flatMap(({ failures }) => failures)) process.stderr.write(`${failure}\n`);
  if (!holds(measured)) process.exitCode = 1;
  await api.stop();
  await worker.stop();
} finally {
  await stage.close();
}
