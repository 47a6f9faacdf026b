import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import {
  migrate,
  MigrationEditedError,
  MigrationFailedError,
  MigrationInterruptedError,
  MigrationsDivergedError,
  MigrationUnfinishedError,
} from '#database';
import { until } from '../support/until.js';
import { MigrationProject, openEmptyDatabase, recorded } from './migration-project.js';

const TABLE = "CREATE TABLE note (text text); INSERT INTO note VALUES ('kept')";

async function failure(work: Promise<unknown>): Promise<Error> {
  const error: unknown = await work.then(
    () => new Error('It did not fail.'),
    (caught: unknown) => caught,
  );
  if (!(error instanceof Error)) throw new Error(`Not an error: ${inspect(error)}`);
  return error;
}

async function notes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>('SELECT text FROM note ORDER BY text');
  return rows.map(({ text }) => text);
}

describe('a migration that fails', () => {
  it('is rolled back, named with the reason, and applied by the next run once it is corrected', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const source = new MigrationProject({
      '1_table': TABLE,
      '2_bad': 'CREATE TABLE half (id int); DELETE FROM note; SELECT nothing FROM nowhere',
      '3_next': 'CREATE TABLE next (id int)',
    });
    const error = await failure(migrate({ databaseUrl, ...source }));
    expect(error).toBeInstanceOf(MigrationFailedError);
    expect(error).toMatchObject({ migration: '2_bad', code: 'MIGRATION_FAILED' });
    expect(error.message).toContain('relation "nowhere" does not exist');
    expect(error.message).toContain('run the migrations again');
    expect(await notes(client)).toEqual(['kept']);
    expect(
      (await client.query("SELECT to_regclass('half') AS half, to_regclass('next') AS next")).rows,
    ).toEqual([{ half: null, next: null }]);
    source.write('2_bad', "INSERT INTO note VALUES ('put right')");
    expect(await migrate({ databaseUrl, ...source })).toEqual({ applied: ['2_bad', '3_next'] });
    expect(await notes(client)).toEqual(['kept', 'put right']);
  });

  it.each([
    ['COMMIT', 'COMMIT', 'EXECUTE of transaction commands is not implemented'],
    [
      'a transaction of its own',
      'BEGIN; SELECT 1; COMMIT',
      'EXECUTE of transaction commands is not implemented',
    ],
    [
      'an index built concurrently',
      'CREATE INDEX CONCURRENTLY ON note (text)',
      'cannot run inside a transaction block',
    ],
    ['VACUUM', 'VACUUM note', 'cannot run inside a transaction block'],
  ])('is rolled back with %s, which cannot run inside its transaction', async (_, sql, reason) => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const source = new MigrationProject({
      '1_table': TABLE,
      '2_half': `INSERT INTO note VALUES ('half'); ${sql}; INSERT INTO note VALUES ('other half')`,
    });
    const error = await failure(migrate({ databaseUrl, ...source }));
    expect(error).toBeInstanceOf(MigrationFailedError);
    expect(error.message).toContain(`${reason}; a migration is one transaction`);
    expect(await notes(client)).toEqual(['kept']);
    expect(await recorded(client)).toHaveLength(1);
  });

  it('is rejected after an unfinished run of another program, until that is recorded as rolled back', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const source = new MigrationProject({ '1_table': TABLE });
    await migrate({ databaseUrl, ...source });
    // `prisma migrate deploy` leaves this row after a failed migration.
    await client.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('of-prisma', 'any', '2_next')",
    );
    source.write('2_next', "INSERT INTO note VALUES ('next')");
    const error = await failure(migrate({ databaseUrl, ...source }));
    expect(error).toBeInstanceOf(MigrationUnfinishedError);
    expect(await notes(client)).toEqual(['kept']);
    const [, remedy = ''] = /record that with: (UPDATE .*;)$/.exec(error.message) ?? [];
    await client.query(remedy);
    expect(await migrate({ databaseUrl, ...source })).toEqual({ applied: ['2_next'] });
    expect(await notes(client)).toEqual(['kept', 'next']);
  });

  it('is rejected on a database with unknown migrations, and changes nothing there', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    await migrate({ databaseUrl, ...new MigrationProject({ '1_table': TABLE, '2_other': 'SELECT 1' }) });
    const error = await failure(migrate({ databaseUrl }));
    expect(error).toBeInstanceOf(MigrationsDivergedError);
    expect(error.message).toContain('its migration 1_table (and 1 more) is unknown to this one');
    expect(error.message).toContain('DATA_DIR');
    const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
    expect(rows.map(({ tablename }) => tablename).toSorted()).toEqual(['_prisma_migrations', 'note']);
  });

  it('is rejected if an applied migration was edited', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const source = new MigrationProject({ '1_table': TABLE });
    await migrate({ databaseUrl, ...source });
    source.write('1_table', 'CREATE TABLE other (id int)');
    source.write('2_next', 'DROP TABLE note');
    const error = await failure(migrate({ databaseUrl, ...source }));
    expect(error).toBeInstanceOf(MigrationEditedError);
    expect(error).toMatchObject({ migrations: ['1_table'], code: 'MIGRATION_EDITED' });
    expect(await notes(client)).toEqual(['kept']);
  });
});

describe('an interrupted migration', () => {
  // Longer than the lock timeout.
  const SLOW = "INSERT INTO note VALUES ('slow'); SELECT pg_sleep(6)";

  it('fails with MigrationInterruptedError when the server ends its session, and is applied by the next run', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const source = new MigrationProject({ '1_table': TABLE, '2_slow': SLOW });
    const interrupted = failure(migrate({ databaseUrl, ...source }));
    await untilSlow(client);
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    const error = await interrupted;
    expect(error).toBeInstanceOf(MigrationInterruptedError);
    expect(await migrate({ databaseUrl, ...source })).toEqual({ applied: ['2_slow'] });
    expect(await notes(client)).toEqual(['kept', 'slow']);
  });

  it('makes the next run wait while the server still executes its statement after a kill', async () => {
    const { databaseUrl, client } = await openEmptyDatabase();
    const source = new MigrationProject({ '1_table': TABLE, '2_slow': SLOW });
    const program = `import { migrate } from './libs/database/src/migrations/migrate.ts';
      await migrate(${JSON.stringify({ databaseUrl, ...source })});`;
    const killed = spawn(
      process.execPath,
      [
        '--conditions=source',
        '--import',
        './scripts/from-source.ts',
        '--input-type=module',
        '--eval',
        program,
      ],
      { stdio: 'ignore' },
    );
    const ended = once(killed, 'exit');
    await untilSlow(client);
    killed.kill('SIGKILL');
    await ended;
    const { rowCount } = await client.query(
      "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()",
    );
    expect(rowCount).toBe(1);
    await migrate({ databaseUrl, ...source });
    expect(await notes(client)).toEqual(['kept', 'slow']);
    expect(await recorded(client)).toHaveLength(2);
    expect(await migrate({ databaseUrl, ...source })).toEqual({ applied: [] });
  });

  it('never shows the password of the database in its errors', async () => {
    const { databaseUrl } = await openEmptyDatabase();
    const address = new URL(databaseUrl);
    address.password = 'canary-password';
    const refused = await failure(migrate({ databaseUrl: address.href }));
    expect(refused).toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    address.port = '1';
    const unreachable = await failure(migrate({ databaseUrl: address.href }));
    expect(unreachable.message).toContain(`127.0.0.1:1${address.pathname}`);
    const malformed = await failure(migrate({ databaseUrl: 'postgresql://me:canary-password@[nowhere' }));
    for (const error of [refused, unreachable, malformed]) {
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary');
    }
  });
});

function untilSlow(client: Client): Promise<void> {
  const sleeping =
    "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
  return until(async () => (await client.query(sleeping)).rowCount === 1, 'the migration sleeps');
}
