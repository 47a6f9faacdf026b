import { printTables } from '../stage/tables.js';
import { Stage } from '../stage/stage.js';
import { queryOnce, runRounds } from './rounds.js';
import { addListeners, startNextPeer, startPeers, startProduct } from './contenders.js';
import { compareRefreshes } from './refresh.js';
import { OMITTED, report } from './report.js';

const stage = await Stage.open();
try {
  const product = await startProduct(stage);
  // The first response comes from Spotify, later ones from the stored list.
  const { entries } = await queryOnce(product);
  const peers = [...(await startPeers(entries)), await startNextPeer(stage)];
  const contenders = [product, ...peers, await addListeners(stage, product)];
  const rounds = await runRounds(stage, contenders, entries);
  for (const { serving } of [product, ...peers]) await serving.stop();
  printTables(report(contenders, rounds), await compareRefreshes(stage), OMITTED);
} finally {
  await stage.close();
}
