import { deliver } from '../stage/deliver.js';
import { Stage } from '../stage/stage.js';
import { askOnce } from './ask.js';
import { startPeers, startProduct } from './contenders.js';
import { addCrowd } from './crowd.js';
import { LEFT_OUT } from './left-out.js';
import { report } from './report.js';
import { runRounds } from './rounds.js';

const stage = await Stage.open();
try {
  const product = await startProduct(stage);
  // The first answer is Spotify's; from the second on it is the one that is stored.
  const { entries } = await askOnce(product);
  const peers = await startPeers(entries);
  const contenders = [product, ...peers, await addCrowd(stage, product)];
  const rounds = await runRounds(contenders, entries, stage.postgresPid);
  deliver(report(contenders, rounds), LEFT_OUT);
  for (const { serving } of [product, ...peers]) await serving.stop();
} finally {
  await stage.close();
}
