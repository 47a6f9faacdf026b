import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { canMount, SmallDisk } from '../../../../test/support/small-disk.js';
import { ownedDatabase, type RunningPostgres, startPostgres } from './index.js';
import { choosePlace } from './place.js';
import { postgresUser } from './system-user.js';

describe('an embedded PostgreSQL whose files are damaged', () => {
  let directory: string;
  let place: string;
  const inCluster = (name = ''): string => join(place, 'cluster', name);
  const start = (): Promise<RunningPostgres> => startPostgres({ directory, port: 0, durable: false });

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-damaged-'));
    place = choosePlace(directory, postgresUser());
    // What a killed first start leaves: files of an initdb that did not finish, and an empty goal.
    mkdirSync(join(place, 'unfinished', 'base'), { recursive: true });
    mkdirSync(join(place, 'cluster'));
    writeFileSync(join(place, 'first-password'), '');
    writeFileSync(join(directory, 'postgres-password'), '');
    const server = await start();
    await query(server, 'CREATE TABLE places AS SELECT 1 AS rank');
    await server.stop();
  });
  afterAll(() => {
    for (const path of [place, directory]) rmSync(path, { recursive: true, force: true });
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
  const keepsItsData = async (): Promise<void> => {
    const server = await start();
    try {
      expect(await query(server, 'SELECT rank FROM places')).toEqual([{ rank: 1 }]);
    } finally {
      await server.stop();
    }
  };

  it.each(['', '\n', 'not a pid\n'])(
    'starts with a postmaster.pid that names no process (%j)',
    async (text) => {
      writeFileSync(inCluster('postmaster.pid'), text);
      await keepsItsData();
    },
  );

  it('starts with a postmaster.pid whose process is another program by now, and leaves that alone', async () => {
    const other = spawn('sleep', ['600']);
    writeFileSync(inCluster('postmaster.pid'), `${other.pid}\n${inCluster()}\n`);
    await keepsItsData();
    expect(other.exitCode).toBeNull();
    other.kill();
  });

  it.each([
    ['empty', (file: string) => writeFileSync(file, '')],
    ['cut short', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, 20))],
    ['missing', (file: string) => rmSync(file)],
  ])('sets another password when the file with it is %s', async (_how, damage) => {
    const file = join(directory, 'postgres-password');
    damage(file);
    await keepsItsData();
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{48}\n$/);
    await keepsItsData();
  });

  it('names the file with the password when it is that of other databases', async () => {
    const file = join(directory, 'postgres-password');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${'0'.repeat(48)}\n`);
    const server = await start();
    await expect(ownedDatabase((name) => server.url(name), 'any')).rejects.toThrow(
      'The file postgres-password in the data directory is not of these databases.',
    );
    await server.stop();
    writeFileSync(file, before);
    await keepsItsData();
  });

  it.each(['PG_VERSION', 'global/pg_control', 'pg_hba.conf'])(
    'refuses a cluster without %s in plain words, and leaves it alone',
    async (name) => {
      const away = join(place, 'away');
      renameSync(inCluster(name), away);
      const refusal = `The databases in ${inCluster()} are not complete: ${name} is missing or empty.`;
      await expect(start()).rejects.toThrow(refusal);
      writeFileSync(inCluster(name), '');
      await expect(start()).rejects.toThrow(refusal);
      renameSync(away, inCluster(name));
      await keepsItsData();
    },
  );
});

(canMount() ? describe : describe.skip)('an embedded PostgreSQL on a full disk', () => {
  it('says why its first start fails, and makes its cluster once there is room', async () => {
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
      await expect(start()).rejects.toThrow(/could not make its databases in .*:\n(.*\n)*.*No space left/);
      disk.free();
      await (await start()).stop();
    } finally {
      disk.unmount();
    }
  });
});
