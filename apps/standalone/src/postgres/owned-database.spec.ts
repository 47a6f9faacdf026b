import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ensureDatabase, migrate } from '#database';
import { ownedDatabase, type RunningPostgres, startPostgres } from './index.js';

/** Everything in a database that does not belong to its role, or to PostgreSQL. */
const OTHERS = `
  SELECT kind, name FROM (
    SELECT 'schema' AS kind, nspname::text AS name, nspowner AS owner, oid AS schema FROM pg_namespace WHERE nspname <> 'public'
    UNION ALL SELECT 'relation', relname, relowner, relnamespace FROM pg_class
    UNION ALL SELECT 'type', typname, typowner, typnamespace FROM pg_type
    UNION ALL SELECT 'routine', proname, proowner, pronamespace FROM pg_proc
  ) AS object
  WHERE owner <> 'headliner_app'::regrole AND schema IN
    (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')`;
const EVERY_KIND = `
  CREATE SCHEMA "Of our own";
  CREATE TYPE "Of our own".mood AS ENUM ('up');
  CREATE DOMAIN rank AS int;
  CREATE TYPE days AS RANGE (subtype = date);
  CREATE TYPE place AS (rank rank);
  CREATE TABLE "Of our own"."A table" (id serial PRIMARY KEY, mood "Of our own".mood, also int GENERATED ALWAYS AS IDENTITY);
  CREATE TABLE parted (id int) PARTITION BY RANGE (id);
  CREATE TABLE part PARTITION OF parted FOR VALUES FROM (1) TO (9);
  CREATE SEQUENCE numbers;
  CREATE VIEW seen AS SELECT * FROM parted;
  CREATE MATERIALIZED VIEW kept AS SELECT * FROM parted;
  CREATE FUNCTION f(int, text DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
  CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);`;

describe('a database for an ordinary role', () => {
  let directory: string;
  let server: RunningPostgres;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-owned-'));
    server = await startPostgres({ directory, port: 0, durable: false });
  });
  afterAll(async () => {
    await server.stop();
    for (const path of [server.place, directory]) rmSync(path, { recursive: true, force: true });
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

  it('is made where it is missing, and can be migrated by its role', async () => {
    const url = await ownedDatabase((name) => server.url(name), 'fresh');
    await migrate({ databaseUrl: url });
    expect(await query(url, OTHERS)).toEqual([]);
    const role = 'rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls';
    const [found] = await query(url, `SELECT ${role} FROM pg_roles WHERE rolname = session_user`);
    expect(new Set(Object.values(Object(found)))).toEqual(new Set([false]));
    await expect(query(url, 'CREATE DATABASE another')).rejects.toThrow('permission denied');
  });

  it('is handed over, with all that is in it, when an earlier release has made it', async () => {
    const earlier = server.url('earlier');
    await ensureDatabase({ databaseUrl: earlier });
    await migrate({ databaseUrl: earlier });
    await query(earlier, EVERY_KIND);

    for (const start of ['first', 'second']) {
      const url = await ownedDatabase((name) => server.url(name), 'earlier');
      expect([start, await query(url, OTHERS)]).toEqual([start, []]);
      await migrate({ databaseUrl: url });
      await query(url, `INSERT INTO "Of our own"."A table" (mood) VALUES ('up')`);
      await query(url, 'ALTER TABLE parted ADD COLUMN IF NOT EXISTS more int');
    }
  });
});
