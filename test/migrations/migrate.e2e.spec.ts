import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ensureDatabase, migrate } from '#database';
import { until } from '../support/until.js';
import {
  connect,
  MigrationProject,
  openEmptyDatabase,
  OUR_MIGRATIONS,
  recorded,
  untilLockIsAwaited,
} from './migration-project.js';

describe('migrate()', () => {
  it('applies all migrations to an empty database, and none in a second run', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    expect(await migrate({ databaseUrl })).toEqual({ applied: OUR_MIGRATIONS });
    expect(await migrate({ databaseUrl })).toEqual({ applied: [] });
    expect(await recorded(client)).toEqual(
      OUR_MIGRATIONS.map((name) => ({
        migration_name: name,
        // The checksum of `prisma migrate`.
        checksum: createHash('sha256')
          .update(readFileSync(`prisma/migrations/${name}/migration.sql`))
          .digest('hex'),
        finished: true,
        // logs, rolled_back_at and applied_steps_count.
        rest: [null, null, 1],
      })),
    );
    const { rows } = await client.query('SELECT count(*)::int AS listeners FROM listener');
    expect(rows).toEqual([{ listeners: 0 }]);
  });

  it('applies each migration once when six runs start at the same time', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const answers = await Promise.all(Array.from({ length: 6 }, () => migrate({ databaseUrl })));
    expect(answers.flatMap(({ applied }) => applied)).toEqual(OUR_MIGRATIONS);
    expect(await recorded(client)).toHaveLength(OUR_MIGRATIONS.length);
  });

  it('leaves no connection and no lock', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    await migrate({ databaseUrl });
    const left = `
      SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
      UNION ALL
      SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database
      WHERE locktype = 'advisory' AND datname = current_database()`;
    // PostgreSQL notices the end of a connection a little later than the client.
    await until(async () => (await client.query(left)).rowCount === 0, 'nothing is left', 5_000);
  });

  it('runs scripts with semicolons inside functions and texts', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const source = new MigrationProject({
      '1_function': `CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$
        DECLARE result int; BEGIN result := n * 2; RETURN result; END $$;
        CREATE TABLE note (text text DEFAULT 'a;b'); -- the end`,
    });
    expect(await migrate({ databaseUrl, ...source })).toEqual({ applied: ['1_function'] });
    expect(
      (await client.query('INSERT INTO note SELECT FROM twice(1) RETURNING text, twice(2)')).rows,
    ).toEqual([{ text: 'a;b', twice: 4 }]);
  });

  it('does not change a database of a newer release', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const newer = new MigrationProject({ '1_table': 'CREATE TABLE note (id int)', '2_next': 'SELECT 1' });
    await migrate({ databaseUrl, ...newer });
    const older = new MigrationProject({ '1_table': 'CREATE TABLE note (id int)' });
    expect(await migrate({ databaseUrl, ...older })).toEqual({ applied: [] });
    expect(await recorded(client)).toHaveLength(2);
  });

  it('blocks readers for less than 4 s while it waits for a lock, and continues once it has the lock', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const source = new MigrationProject({ '1_table': 'CREATE TABLE note (id int)' });
    await migrate({ databaseUrl, ...source });
    source.write('2_column', 'ALTER TABLE note ADD COLUMN text text');
    await client.query('BEGIN; SELECT * FROM note');

    const migration = migrate({ databaseUrl, ...source });
    const reader = await connect(databaseUrl);
    await untilLockIsAwaited(reader);
    const begun = performance.now();
    await reader.query('SELECT * FROM note');
    // The reader queues behind the migration, which stops waiting after 3 s; statements may take 5 s.
    expect(performance.now() - begun).toBeLessThan(4_000);

    await client.query('COMMIT');
    expect(await migration).toEqual({ applied: ['2_column'] });
    expect((await reader.query('SELECT text FROM note')).rows).toEqual([]);
  });

  it('fails for a missing database, which only ensureDatabase() creates', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const missing = `${databaseUrl}_more`;
    await expect(migrate({ databaseUrl: missing })).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    await Promise.all([ensureDatabase(missing), ensureDatabase(missing)]);
    await ensureDatabase(missing);
    expect(await migrate({ databaseUrl: missing })).toEqual({ applied: OUR_MIGRATIONS });
    await client.query(`DROP DATABASE "${new URL(missing).pathname.slice(1)}" WITH (FORCE)`);
  });
});
