import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signInAll } from '../charts/clients.js';
import { generateLists } from '../charts/listening.js';
import { prepareRecord, recordAmong } from '../charts/record.js';
import { aloneTable } from '../charts/report.js';
import { ASKED, measureAlone } from '../charts/rounds.js';
import { Stage } from '../stage/stage.js';
import { printTables } from '../stage/tables.js';
import { type ImportCost, measureImport } from './import.js';
import { writePackage } from './package.js';
import { importTable } from './report.js';

const PLAYS = 1_000_000;
/** Ten years of plays, of which the last part has lists of Spotify's too: thirteen years of days in all. */
const PLAY_DAYS = 3_650;
const RECORDED_DAYS = 1_500;
const SHARED_DAYS = 400;
const RECONSTRUCTED_DAYS = PLAY_DAYS - SHARED_DAYS;
const OTHERS = 100;
/** Each imports the history once. */
const IMPORTERS = ['demo_01', 'listener_1', 'listener_2'];
const CHART_ROUNDS = 3;
const DAY_MS = 86_400_000;
const LIMITS = { QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' };

const directory = mkdtempSync(join(tmpdir(), 'headliner-bench-history-'));
const stage = await Stage.open();
try {
  const path = join(directory, 'my_spotify_data.zip');
  const today = Math.floor(Date.now() / DAY_MS);
  const firstDay = (today - RECORDED_DAYS - RECONSTRUCTED_DAYS + 1) * DAY_MS;
  const size = await writePackage(path, { plays: PLAYS, firstDay, days: PLAY_DAYS });

  const lists = [...generateLists(RECORDED_DAYS)];
  await prepareRecord(stage, lists);
  const api = await stage.startApi(LIMITS);
  const callers = await signInAll(stage, api, lists, IMPORTERS.length + 1);
  await recordAmong(stage, callers, RECORDED_DAYS, OTHERS);
  const [caller] = callers;
  const other = callers.at(-1)?.connections[0] ?? caller.connections[0];

  const costs: ImportCost[] = [];
  for (const listener of IMPORTERS) {
    const cost = await measureImport(stage, api, listener, path, other);
    const { plays, days } = cost.answer;
    if (plays.counted !== PLAYS || days.reconstructed['SHORT_TERM'] !== RECONSTRUCTED_DAYS)
      throw new Error(`No report: an import of ${PLAYS} plays answered ${JSON.stringify(cost.answer)}.`);
    costs.push(cost);
  }
  await stage.sql('VACUUM ANALYZE');
  const charts = await measureAlone(stage, api, caller, ASKED, CHART_ROUNDS);
  printTables(
    importTable(size, costs),
    aloneTable(`${RECONSTRUCTED_DAYS + RECORDED_DAYS} days of history`, charts),
  );
  for (const { connections } of callers) for (const client of connections) client.close();
  await api.stop();
} finally {
  await stage.close();
  rmSync(directory, { recursive: true });
}
