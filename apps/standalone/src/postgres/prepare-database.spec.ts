import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { migrate } from '#database';
import { prepareDatabase, type RunningPostgres, startPostgres } from './index.js';

/** Lists everything in a database that belongs neither to its role nor to PostgreSQL. */
const FOREIGN_OBJECTS = `
  SELECT kind, name FROM (
    SELECT 'schema' AS kind, nspname::text AS name, nspowner AS owner, oid AS schema FROM pg_namespace WHERE nspname <> 'public'
    UNION ALL SELECT 'relation', relname, relowner, relnamespace FROM pg_class
    UNION ALL SELECT 'type', typname, typowner, typnamespace FROM pg_type
    UNION ALL SELECT 'routine', proname, proowner, pronamespace FROM pg_proc
  ) AS object
  WHERE owner <> 'headliner_app'::regrole AND schema IN
    (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')`;

describe('prepareDatabase', () => {
  let directory: string;
  let server: RunningPostgres;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-prepare-'));
    server = await startPostgres({ directory, port: 0, durable: false });
  });
  afterAll(async () => {
    await server.stop();
    for (const path of [server.location, directory]) rmSync(path, { recursive: true, force: true });
  });

  const query = async (url: string, text: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };

  it('creates a database that its ordinary role owns and can migrate', async () => {
    const url = await prepareDatabase((name) => server.url(name), 'fresh');
    await migrate({ databaseUrl: url });
    expect(await query(url, FOREIGN_OBJECTS)).toEqual([]);
    const privileges = 'rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls';
    const [role] = await query(url, `SELECT ${privileges} FROM pg_roles WHERE rolname = session_user`);
    expect(new Set(Object.values(Object(role)))).toEqual(new Set([false]));
    await expect(query(url, 'CREATE DATABASE another')).rejects.toThrow('permission denied');
  });

  it('keeps the data of an existing database and replaces the password of its role', async () => {
    const before = await prepareDatabase((name) => server.url(name), 'existing');
    await query(before, 'CREATE TABLE chart AS SELECT 1 AS rank');
    const after = await prepareDatabase((name) => server.url(name), 'existing');
    expect(await query(after, 'SELECT rank FROM chart')).toEqual([{ rank: 1 }]);
    await expect(query(before, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('names the password file if it belongs to other databases', async () => {
    const other = (name: string): string => Object.assign(new URL(server.url(name)), { password: '0' }).href;
    await expect(prepareDatabase(other, 'any')).rejects.toThrow(
      'The file postgres-password in the data directory does not belong to these databases.',
    );
  });

  it('says why a database could not be prepared, and nothing about settings that are not in use', async () => {
    const missing = prepareDatabase((name) => server.url(`no-${name}`), 'fresh');
    await expect(missing).rejects.toThrow(
      'The databases could not be prepared: database "no-postgres" does not exist.',
    );
  });
});
