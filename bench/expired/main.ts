import { CONNECTIONS, interleave, measureRound, type Round, runLoad } from '../stage/load.js';
import { printTables } from '../stage/tables.js';
import { Stage } from '../stage/stage.js';
import { signInCrowd } from '../worker/crowd.js';
import { type PreparedContender, prepareApollo, prepareHeadliner, prepareNextApp } from './contenders.js';
import { report } from './report.js';

const LISTENERS = 1_000;
const WARM_UP_SECONDS = 3;
const ROUND_SECONDS = 5;
const ROUNDS = 7;

const stage = await Stage.open();
try {
  const crowd = await signInCrowd(stage, 1, LISTENERS);
  const contenders = [
    await prepareHeadliner(stage, crowd),
    await prepareNextApp(stage, crowd),
    await prepareApollo(stage, crowd),
  ];
  await stage.sql('VACUUM ANALYZE');
  for (const { plan } of contenders) await runLoad(plan, WARM_UP_SECONDS);
  const measures = contenders.map((contender) => () => measure(contender));
  printTables(report(LISTENERS, await interleave(ROUNDS, measures)));
  for (const { serving } of contenders) await serving.stop();
} finally {
  await stage.close();
}

/** @throws if a response is wrong, or the server did not call Spotify once for each request */
async function measure({ serving, plan }: PreparedContender): Promise<Round & { statements: number }> {
  await stage.control.clearRequests();
  await stage.resetStatements();
  const round = await measureRound(stage, serving, plan, ROUND_SECONDS);
  const statements = (await stage.statements()) / round.requests;
  const calls = await stage.control.requests();
  // Requests under way at the end of this round, or of the one before, have calls but no response that counts.
  const isOnceEach = calls.length >= round.requests && calls.length <= round.requests + 2 * CONNECTIONS;
  if (!isOnceEach || calls.some(({ endpoint }) => endpoint !== 'top-artists'))
    throw new Error(
      `No report: ${plan.name} answered ${round.requests} requests with ${calls.length} calls.`,
    );
  return { ...round, statements };
}
