import { printTables } from '../stage/tables.js';
import { Stage } from '../stage/stage.js';
import { queryOnce, runRounds } from './rounds.js';
import { startPeers, startProduct, addListeners } from './contenders.js';
import { OMITTED, report } from './report.js';

const stage = await Stage.open();
try {
  const product = await startProduct(stage);
  // The first response comes from Spotify, later ones from the stored list.
  const { entries } = await queryOnce(product);
  const peers = await startPeers(entries);
  const contenders = [product, ...peers, await addListeners(stage, product)];
  const rounds = await runRounds(contenders, entries, stage.postgresPid);
  printTables(report(contenders, rounds), OMITTED);
  for (const { serving } of [product, ...peers]) await serving.stop();
} finally {
  await stage.close();
}
