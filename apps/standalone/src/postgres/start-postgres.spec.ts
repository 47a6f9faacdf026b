import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DirectoryInUseError, PortTakenError, startPostgres } from './index.js';
import { chooseLocation, postgresUser } from './location.js';

describe('an embedded PostgreSQL', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-postgres-'));
  });
  afterAll(() => {
    const location = chooseLocation(directory, postgresUser());
    for (const path of [location, directory]) rmSync(path, { recursive: true, force: true });
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

    const second = await start();
    expect(await query(second.url('postgres'), 'SELECT rank FROM chart')).toEqual([{ rank: 1 }]);
    expect(second.stoppedLeftover).toBe(false);
    await second.stop();
  });

  it('requires its password, which only its owner can read', async () => {
    const server = await start();
    const wrong = new URL(server.url('postgres'));
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(directory, 'postgres-password')).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it('runs once per directory, next to servers in other directories', async () => {
    const server = await start();
    await expect(start()).rejects.toThrow(DirectoryInUseError);
    const elsewhere = mkdtempSync(join(tmpdir(), 'headliner-postgres-'));
    const other = await startPostgres({ directory: elsewhere, port: 0, durable: false });
    expect(await query(other.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await Promise.all([server.stop(), other.stop()]);
    for (const path of [other.location, elsewhere]) rmSync(path, { recursive: true, force: true });
  });

  it('reports that its server was killed, and starts again', async () => {
    const killed = await start();
    process.kill(killed.pid, 'SIGKILL');
    await killed.exited;
    const again = await start();
    expect(await query(again.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  it('rejects a port that another program uses', async () => {
    const server = await start();
    const elsewhere = mkdtempSync(join(tmpdir(), 'headliner-postgres-'));
    const refused = startPostgres({ directory: elsewhere, port: server.port, durable: false });
    await expect(refused).rejects.toThrow(PortTakenError);
    await server.stop();
    const location = chooseLocation(elsewhere, postgresUser());
    for (const path of [location, elsewhere]) rmSync(path, { recursive: true, force: true });
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
