import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { canMount, SmallDisk } from '../../../../test/support/small-disk.js';
import { prepareDatabase, type RunningPostgres, startPostgres } from './index.js';
import { chooseLocation, postgresUser } from './location.js';

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

  it.each(['', '\n', 'not a pid\n'])(
    'starts with a postmaster.pid that names no process (%j)',
    async (text) => {
      writeFileSync(inCluster('postmaster.pid'), text);
      await expectData();
    },
  );

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
  ])('sets a new password if the password file is %s', async (_how, damage) => {
    const file = join(directory, 'postgres-password');
    damage(file);
    await expectData();
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{48}\n$/);
    await expectData();
  });

  it('names the password file if it belongs to other databases', async () => {
    const file = join(directory, 'postgres-password');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${'0'.repeat(48)}\n`);
    const server = await start();
    await expect(prepareDatabase((name) => server.url(name), 'any')).rejects.toThrow(
      'The file postgres-password in the data directory does not belong to these databases.',
    );
    await server.stop();
    writeFileSync(file, before);
    await expectData();
  });

  it.each(['PG_VERSION', 'global/pg_control', 'pg_hba.conf'])(
    'rejects a cluster without %s and leaves it alone',
    async (name) => {
      const away = join(location, 'away');
      renameSync(inCluster(name), away);
      const refusal = `The databases in ${inCluster()} are incomplete: ${name} is missing or empty.`;
      await expect(start()).rejects.toThrow(refusal);
      writeFileSync(inCluster(name), '');
      await expect(start()).rejects.toThrow(refusal);
      renameSync(away, inCluster(name));
      await expectData();
    },
  );
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
