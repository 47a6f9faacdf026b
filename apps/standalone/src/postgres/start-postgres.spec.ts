import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DirectoryInUseError, PortTakenError, startPostgres } from './index.js';
import { choosePlace } from './place.js';
import { postgresUser } from './system-user.js';

describe('an embedded PostgreSQL', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-postgres-'));
  });
  afterAll(() => {
    const place = choosePlace(directory, postgresUser());
    for (const path of [place, directory]) rmSync(path, { recursive: true, force: true });
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

  it('keeps its data from start to start, and leaves nothing listening', async () => {
    const first = await start();
    await query(first.url('postgres'), 'CREATE TABLE places AS SELECT 1 AS rank');
    await first.stop();
    await first.ended;
    await expect(reach(first.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    const second = await start();
    expect(await query(second.url('postgres'), 'SELECT rank FROM places')).toEqual([{ rank: 1 }]);
    expect(second.tookOver).toBe(false);
    await second.stop();
  });

  it('asks for its password, which only its owner may read', async () => {
    const server = await start();
    const stranger = new URL(server.url('postgres'));
    stranger.password = 'guess';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(directory, 'postgres-password')).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it('runs once in a directory, and beside another in another directory', async () => {
    const server = await start();
    await expect(start()).rejects.toThrow(DirectoryInUseError);
    const elsewhere = mkdtempSync(join(tmpdir(), 'headliner-postgres-'));
    const other = await startPostgres({ directory: elsewhere, port: 0, durable: false });
    expect(await query(other.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await Promise.all([server.stop(), other.stop()]);
    for (const path of [other.place, elsewhere]) rmSync(path, { recursive: true, force: true });
  });

  it('tells when its server dies, and starts again after a crash', async () => {
    const crashed = await start();
    process.kill(crashed.pid, 'SIGKILL');
    await crashed.ended;
    const again = await start();
    expect(await query(again.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  it('refuses a port that another program has', async () => {
    const server = await start();
    const elsewhere = mkdtempSync(join(tmpdir(), 'headliner-postgres-'));
    const refused = startPostgres({ directory: elsewhere, port: server.port, durable: false });
    await expect(refused).rejects.toThrow(PortTakenError);
    await server.stop();
    const place = choosePlace(elsewhere, postgresUser());
    for (const path of [place, elsewhere]) rmSync(path, { recursive: true, force: true });
  });

  it('says what its log says when it cannot start', async () => {
    const place = choosePlace(directory, postgresUser());
    const settings = join(place, 'cluster', 'postgresql.conf');
    const before = readFileSync(settings, 'utf8');
    writeFileSync(settings, `${before}\nno_such_setting = on\n`);
    await expect(start()).rejects.toThrow(/no_such_setting/);
    writeFileSync(settings, before);
  });
});

function reach(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(void socket.destroy())).once('error', reject);
  });
}
