import { Stage } from '../stage/stage.js';
import { askOnce } from './ask.js';
import { startPeers, startProduct } from './contenders.js';
import { report } from './report.js';
import { runRounds } from './rounds.js';

const stage = await Stage.open();
try {
  const product = await startProduct(stage);
  // The first answer is Spotify's; from the second on it is the one that is stored.
  const { entries } = await askOnce(product);
  const contenders = [product, ...(await startPeers(entries))];
  const rounds = await runRounds(contenders, entries, stage.postgresPid);
  process.stdout.write(report(contenders, rounds));
  for (const { serving } of contenders) await serving.stop();
} finally {
  await stage.close();
}
