import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureAlone } from '../charts/alone.js';
import { signInAll } from '../charts/clients.js';
import { generateLists } from '../charts/listening.js';
import { prepareRecord, recordAmong } from '../charts/record.js';
import { Stage } from '../stage/stage.js';
import { printTables } from '../stage/tables.js';
import { measureImport } from './import.js';
import { writePackage } from './package.js';
import { chartsTable, importTable } from './report.js';

const PLAYS = 1_000_000;
/** Ten years of plays, of which the last part has lists of Spotify's too: thirteen years of days in all. */
const PLAY_DAYS = 3_650;
const RECORDED_DAYS = 1_500;
const SHARED_DAYS = 400;
const OTHERS = 100;
const DAY_MS = 86_400_000;
const LIMITS = { QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' };

const directory = mkdtempSync(join(tmpdir(), 'headliner-bench-history-'));
const stage = await Stage.open();
try {
  const path = join(directory, 'my_spotify_data.zip');
  const today = Math.floor(Date.now() / DAY_MS);
  const firstDay = (today - RECORDED_DAYS - (PLAY_DAYS - SHARED_DAYS) + 1) * DAY_MS;
  const size = await writePackage(path, { plays: PLAYS, firstDay, days: PLAY_DAYS });

  const lists = [...generateLists(RECORDED_DAYS)];
  await prepareRecord(stage, lists);
  const api = await stage.startApi(LIMITS);
  const callers = await signInAll(stage, api, lists, 2);
  await recordAmong(stage, callers, RECORDED_DAYS, OTHERS);
  const [caller, other] = callers;
  if (!other) throw new Error('No report: the other listener is missing.');

  const first = await measureImport(stage, api, path, other.connections[0]);
  const again = await measureImport(stage, api, path, other.connections[0]);
  const { counted } = first.answer.plays;
  const { SHORT_TERM: days } = first.answer.days.reconstructed;
  if (counted !== PLAYS || days !== PLAY_DAYS - SHARED_DAYS)
    throw new Error(`No report: ${counted} plays count, and ${days} days are reconstructed.`);
  if (JSON.stringify(first.answer) !== JSON.stringify(again.answer))
    throw new Error('No report: the second import has another answer.');
  await stage.sql('VACUUM ANALYZE');
  const charts = await measureAlone(stage, api, caller);
  printTables(importTable(size, first, again), chartsTable(charts, days + RECORDED_DAYS));
  for (const { connections } of callers) for (const client of connections) client.close();
  await api.stop();
} finally {
  await stage.close();
  rmSync(directory, { recursive: true });
}
