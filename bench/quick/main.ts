import { isDeepStrictEqual, parseArgs } from 'node:util';
import { generateLists } from '../charts/listening.js';
import { ROOT } from '../stage/child.js';
import { Stage } from '../stage/stage.js';
import { printTables } from '../stage/tables.js';
import { buildCommit, findCommit } from './commit.js';
import { type Compared, compareTable } from './report.js';
import { type Figures, prepareSide, type Side, WORKLOADS } from './side.js';

const DAYS = 3 * 365;
const WARM_UP_SECONDS = 2;
const ROUND_SECONDS = 1;
const ROUNDS = 8;

const { positionals } = parseArgs({ allowPositionals: true });
const interruption = new AbortController();
const { signal } = interruption;
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => interruption.abort());

const opening: Promise<Stage>[] = [];
const preparing: Promise<Side>[] = [];
const work = compare();
try {
  await Promise.race([work, rejectOnInterruption()]);
} catch (error) {
  if (!signal.aborted) throw error;
  process.stderr.write('Interrupted.\n');
  process.exitCode = 130;
} finally {
  // After Ctrl-C some may still be starting.
  for (const started of [...(await Promise.allSettled(preparing)), ...(await Promise.allSettled(opening))]) {
    if (started.status === 'fulfilled') await started.value.close();
  }
  await work.catch(() => undefined);
}

/** @throws if a response is wrong */
async function compare(): Promise<void> {
  const commit = await findCommit(positionals[0]);
  process.stderr.write(`Comparing the working tree with ${commit}\n`);
  const directory = await buildCommit(commit, signal);
  const lists = [...generateLists(DAYS)];
  for (const root of [directory, ROOT]) opening.push(Stage.open(root));
  const stages = await Promise.all(opening);
  for (const stage of stages) preparing.push(prepareSide(stage, lists));
  const [before, after] = await Promise.all(preparing);
  if (!before || !after) throw new Error('There must be two trees.');
  if (!isDeepStrictEqual(before.artistIds, after.artistIds)) {
    throw new Error('No report: the two trees answer topArtists differently.');
  }
  printTables(compareTable(commit.slice(0, 12), await measureRounds(before, after)));
}

/** Measures both sides in turn, workload by workload. The side that begins changes from round to round. */
async function measureRounds(before: Side, after: Side): Promise<Compared[]> {
  const compared = WORKLOADS.map((name): Compared & { commit: Figures[]; workingTree: Figures[] } => ({
    name,
    commit: [],
    workingTree: [],
  }));
  for (const { name } of compared) {
    for (const { workloads } of [before, after]) await workloads[name](WARM_UP_SECONDS);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, commit, workingTree } of compared) {
      const turns = [
        { figures: commit, measure: before.workloads[name] },
        { figures: workingTree, measure: after.workloads[name] },
      ];
      for (const { figures, measure } of round % 2 === 0 ? turns : turns.toReversed()) {
        figures.push(await measure(ROUND_SECONDS));
      }
    }
  }
  return compared;
}

async function rejectOnInterruption(): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('Interrupted.'))),
  );
}
