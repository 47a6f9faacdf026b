import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DirectoryInUseError } from './directory-lock.js';
import { chooseLocation, postgresUser } from './location.js';
import { PortTakenError, type RunningPostgres, startPostgres } from './start-postgres.js';

describe('an embedded PostgreSQL', () => {
  let directory: string;
  let elsewhere: string;
  let server: RunningPostgres;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-postgres-'));
    elsewhere = mkdtempSync(join(tmpdir(), 'headliner-postgres-'));
  });
  afterAll(async () => {
    await server.stop();
    const locations = [directory, elsewhere].map((path) => chooseLocation(path, postgresUser()));
    for (const path of [...locations, directory, elsewhere]) rmSync(path, { recursive: true, force: true });
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
  const start = () => startPostgres({ directory, port: 0, durable: false });

  it('keeps its data between starts, and stops listening when it is stopped', async () => {
    const first = await start();
    await query(first.url('postgres'), 'CREATE TABLE chart AS SELECT 1 AS rank');
    await first.stop();
    await first.exited;
    await expect(connectTo(first.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    server = await start();
    expect(await query(server.url('postgres'), 'SELECT rank FROM chart')).toEqual([{ rank: 1 }]);
    expect(server.stoppedLeftover).toBe(false);
  });

  it('requires its password, which only its owner can read', async () => {
    const wrong = new URL(server.url('postgres'));
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(directory, 'postgres-password')).mode & 0o777).toBe(0o600);
  });

  it('runs once per directory, next to servers in other directories', async () => {
    await expect(start()).rejects.toThrow(DirectoryInUseError);
    const other = await startPostgres({ directory: elsewhere, port: 0, durable: false });
    expect(await query(other.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await other.stop();
  });

  it('rejects a port that another program uses', async () => {
    const refused = startPostgres({ directory: elsewhere, port: server.port, durable: false });
    await expect(refused).rejects.toThrow(PortTakenError);
  });

  it('reports that its server was killed, and starts again', async () => {
    process.kill(server.pid, 'SIGKILL');
    await server.exited;
    server = await start();
    expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('shows the end of its log if it cannot start', async () => {
    const location = chooseLocation(directory, postgresUser());
    const settings = join(location, 'cluster', 'postgresql.conf');
    const before = readFileSync(settings, 'utf8');
    writeFileSync(settings, `${before}\nno_such_setting = on\n`);
    await expect(start()).rejects.toThrow(/no_such_setting/);
    writeFileSync(settings, before);
  });
});

function connectTo(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(void socket.destroy())).once('error', reject);
  });
}
