import { describe, expect, it } from '@jest/globals';
import { migrate } from '#database';
import {
  connect,
  MigrationProject,
  openEmptyDatabase,
  recorded,
  untilLockIsAwaited,
} from './migration-project.js';

describe('a migration that cannot get its lock', () => {
  it('fails after 3 s with an explanation, changes nothing, and is applied by a later run', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const source = new MigrationProject({
      '1_tables':
        "CREATE TABLE note (text text); CREATE TABLE tag (text text); INSERT INTO note VALUES ('kept')",
    });
    await migrate({ databaseUrl, ...source });
    source.write(
      '2_both',
      'ALTER TABLE tag ADD COLUMN id int; DELETE FROM note; ALTER TABLE note ADD id int',
    );
    source.write('3_next', 'CREATE TABLE next (id int)');

    const backup = await connect(databaseUrl);
    await backup.query('BEGIN; SELECT * FROM note');
    const began = performance.now();
    await expect(migrate({ databaseUrl, ...source, lockTries: 1 })).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      migration: '2_both',
      message: expect.stringMatching(
        /could not get a lock: another transaction.*Nothing of it was kept, and no data was lost/s,
      ),
    });
    const waitedMs = performance.now() - began;
    expect(waitedMs).toBeGreaterThan(2_900);
    const { rows } = await client.query(
      `SELECT (SELECT count(*)::int FROM note) AS notes, to_regclass('next') AS next,
              (SELECT count(*)::int FROM information_schema.columns WHERE table_name IN ('note', 'tag')) AS columns,
              (SELECT count(*)::int FROM pg_locks JOIN pg_database ON pg_database.oid = database
               WHERE datname = current_database() AND NOT granted) AS waiting`,
    );
    expect(rows).toEqual([{ notes: 1, next: null, columns: 2, waiting: 0 }]);
    expect((await recorded(client)).map(({ migration_name: name }) => name)).toEqual(['1_tables']);

    await backup.query('COMMIT');
    expect(await migrate({ databaseUrl, ...source, lockTries: 1 })).toEqual({
      applied: ['2_both', '3_next'],
    });
    expect(await migrate({ databaseUrl, ...source })).toEqual({ applied: [] });
  });

  it('is retried by default while older processes hold the lock', async () => {
    const { databaseUrl } = await openEmptyDatabase();
    const source = new MigrationProject({ '1_table': 'CREATE TABLE note (text text)' });
    await migrate({ databaseUrl, ...source });
    source.write('2_column', 'ALTER TABLE note ADD COLUMN id int');
    const holder = await connect(databaseUrl);
    await holder.query('BEGIN; SELECT * FROM note');
    const migration = migrate({ databaseUrl, ...source });
    const watcher = await connect(databaseUrl);
    await untilLockIsAwaited(watcher);
    await untilLockIsAwaited(watcher, false);
    await untilLockIsAwaited(watcher);
    await holder.query('COMMIT');
    expect(await migration).toEqual({ applied: ['2_column'] });
  });
});
