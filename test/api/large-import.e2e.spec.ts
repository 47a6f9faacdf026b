import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { AccountDeletion, type Database } from '#database';
import { openDatabase } from '../database/recorded.js';
import { setStage } from '../support/index.js';
import { days } from './history.js';
import { artist, artistId, fileOf, importFile, PROFILE, snapshot } from './portable-history.js';

jest.setTimeout(180_000);

const stage = setStage();
let database: Database;
beforeAll(() => {
  ({ database } = openDatabase(stage.instance));
});
afterAll(() => database?.onApplicationShutdown());

/** Returns a file with so many artists, in lists of a hundred from that year on. */
function file(year: number, count: number): string {
  const ids = Array.from({ length: count }, (_, index) => artistId(year * 100_000 + index));
  const dates = days(`${year}-01-01`, `${year + 4}-12-31`);
  const lists = Array.from({ length: Math.ceil(count / 100) }, (_, index) =>
    snapshot(dates[index] ?? '', ids.slice(index * 100, index * 100 + 100)),
  );
  return fileOf(PROFILE, ...ids.map((id) => artist(id)), ...lists);
}

it('plans made for small tables slow down neither a large import nor the deletion of its artists', async () => {
  const deletion = new AccountDeletion(database);
  const run = async (listener: string, years: readonly number[], count: number): Promise<void> => {
    const client = stage.instance.client(stage.api);
    await client.signIn(listener);
    for (const year of years) {
      expect((await importFile(client, file(year, count))).status).toBe(200);
      // With statistics PostgreSQL knows that the tables are small. Connections keep a plan after five rows.
      if (year === 2006) await stage.instance.sql('ANALYZE');
    }
    const [row] = await stage.instance.sql<{ id: number }>('SELECT id FROM listener');
    await deletion.delete(row?.id ?? 0);
    expect(await stage.instance.sql('SELECT FROM artist')).toEqual([]);
  };
  await run('demo_01', [2006, 2007], 20);
  // As after a vacuum of empty tables: PostgreSQL expects no rows in them, however many pages they get.
  await stage.instance.sql(
    `SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', name, 'relpages', 100, 'reltuples', 0::real)
     FROM unnest(ARRAY['artist', 'imported_artist', 'snapshot']) AS name`,
  );
  // With plans for small tables this would take longer than a statement may.
  await run('demo_02', [2010], 60_000);
});
