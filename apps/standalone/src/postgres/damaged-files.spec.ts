import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { canMount, SmallDisk } from '../../../../test/support/small-disk.js';
import { ensurePassword } from './cluster.js';
import { chooseLocation, postgresUser } from './location.js';
import { stopLeftover } from './server.js';
import { type RunningPostgres, startPostgres } from './start-postgres.js';

describe('an embedded PostgreSQL with damaged files', () => {
  let directory: string;
  let location: string;
  const inCluster = (name = ''): string => join(location, 'cluster', name);
  const start = (): Promise<RunningPostgres> => startPostgres({ directory, port: 0, durable: false });

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-damaged-'));
    location = chooseLocation(directory, postgresUser());
    // What a killed first start leaves: files of an unfinished initdb, and an empty cluster directory.
    mkdirSync(join(location, 'unfinished', 'base'), { recursive: true });
    mkdirSync(join(location, 'cluster'));
    writeFileSync(join(location, 'first-password'), '');
    writeFileSync(join(directory, 'postgres-password'), '');
    const server = await start();
    await query(server, 'CREATE TABLE chart AS SELECT 1 AS rank');
    await server.stop();
  });
  afterAll(() => {
    for (const path of [location, directory]) rmSync(path, { recursive: true, force: true });
  });

  const query = async (server: RunningPostgres, text: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: server.url('postgres') });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  const expectData = async (): Promise<void> => {
    const server = await start();
    try {
      expect(await query(server, 'SELECT rank FROM chart')).toEqual([{ rank: 1 }]);
    } finally {
      await server.stop();
    }
  };

  it.each(['', '\n', 'not a pid\n'])('removes a postmaster.pid that names no process (%j)', async (text) => {
    writeFileSync(inCluster('postmaster.pid'), text);
    expect(await stopLeftover(inCluster())).toBe(false);
    expect(existsSync(inCluster('postmaster.pid'))).toBe(false);
  });

  it('starts with a postmaster.pid that names no process', async () => {
    writeFileSync(inCluster('postmaster.pid'), 'not a pid\n');
    await expectData();
  });

  it('reports what is in the way of its log', async () => {
    const file = join(directory, 'a-file');
    writeFileSync(file, '');
    for (const logFile of [join(file, 'postgres.log'), location]) {
      await expect(startPostgres({ directory, port: 0, durable: false, logFile })).rejects.toMatchObject({
        explained: true,
        message: expect.stringMatching(/^PostgreSQL cannot write its log .+Move what is in its way/),
      });
    }
    await expectData();
  });

  it('starts with a postmaster.pid that names another program, and leaves that program alone', async () => {
    const other = spawn('sleep', ['600']);
    writeFileSync(inCluster('postmaster.pid'), `${other.pid}\n${inCluster()}\n`);
    await expectData();
    expect(other.exitCode).toBeNull();
    other.kill();
  });

  it.each([
    ['empty', (file: string) => writeFileSync(file, '')],
    ['cut short', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, 20))],
    ['missing', (file: string) => rmSync(file)],
  ])('replaces a password if its file is %s, and otherwise keeps it', (_how, damage) => {
    const file = join(directory, 'some-password');
    const complete = '0'.repeat(48);
    writeFileSync(file, `${complete}\n`);
    expect(ensurePassword(file)).toEqual({ text: complete, isNew: false });
    damage(file);
    const { text, isNew } = ensurePassword(file);
    expect([isNew, readFileSync(file, 'utf8')]).toEqual([true, `${text}\n`]);
    expect(text).toMatch(/^[0-9a-f]{48}$/);
    expect(text).not.toBe(complete);
  });

  it('has the new password where the old one was lost, and keeps it', async () => {
    rmSync(join(directory, 'postgres-password'));
    await expectData();
    await expectData();
  });

  it('is rejected without one of its essential files, and left alone', async () => {
    for (const name of ['PG_VERSION', 'global/pg_control', 'pg_hba.conf']) {
      const away = join(location, 'away');
      renameSync(inCluster(name), away);
      const refusal = `The databases in ${inCluster()} are incomplete: ${name} is missing or empty.`;
      await expect(start()).rejects.toThrow(refusal);
      writeFileSync(inCluster(name), '');
      await expect(start()).rejects.toThrow(refusal);
      renameSync(away, inCluster(name));
    }
    await expectData();
  });
});

(canMount() ? describe : describe.skip)('an embedded PostgreSQL on a full disk', () => {
  it('reports why its first start fails, and creates its cluster once there is space', async () => {
    const disk = SmallDisk.mount(128);
    try {
      const directory = join(disk.path, 'data');
      mkdirSync(directory, { mode: 0o711 });
      const start = () => startPostgres({ directory, port: 0 });
      disk.fill();
      await expect(start()).rejects.toThrow('the disk is full. Free some space, then start again.');
      disk.free();
      writeFileSync(join(directory, 'postgres-password'), '');
      disk.fill(8);
      await expect(start()).rejects.toThrow(/could not create its databases in .*:\n(.*\n)*.*No space left/);
      disk.free();
      await (await start()).stop();
    } finally {
      disk.unmount();
    }
  });
});
