import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freePort } from '../support/free-port.js';
import { describeWhere } from '../support/describe-where.js';
import { Instance, noteProcess, runDirectory, spawnProcess } from '../support/index.js';
import { PASSWORD } from '../support/shared-postgres.js';
import { migrateWell, OperatorsPostgres, refusalOf, startJob } from './operators-postgres.js';

const hasPgbouncer = spawnSync('pgbouncer', ['--version']).status === 0;

describeWhere(hasPgbouncer, 'no pgbouncer: install it', 'behind PgBouncer', () => {
  let postgres: OperatorsPostgres;
  let instance: Instance;
  let settings: Record<string, string>;
  const poolers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    [postgres, instance] = await Promise.all([OperatorsPostgres.start(), Instance.open()]);
    await migrateWell(await postgres.makeDatabase('charts', ["TimeZone = 'Asia/Kolkata'"]));
    settings = { ...instance.settings, PORT: '1', WORKER_PORT: '1' };
  });
  afterAll(async () => {
    for (const stop of poolers) await stop();
    await instance?.close();
    await postgres?.stop();
  });

  /** PgBouncer with these lines in its configuration, as an ordinary user; answers with our address through it. */
  async function pooled(...lines: string[]): Promise<string> {
    const directory = mkdtempSync(join(runDirectory(), 'pgbouncer-'));
    const { uid, gid } = statSync(postgres.cluster);
    const port = await freePort();
    const users = join(directory, 'users.txt');
    const file = join(directory, 'pgbouncer.ini');
    writeFileSync(users, `"charts" "${PASSWORD}"\n`);
    writeFileSync(
      file,
      [
        '[databases]',
        `* = host=127.0.0.1 port=${postgres.port}`,
        '[pgbouncer]',
        'listen_addr = 127.0.0.1',
        `listen_port = ${port}`,
        'unix_socket_dir =',
        'auth_type = plain',
        `auth_file = ${users}`,
        ...lines,
      ].join('\n'),
    );
    chmodSync(directory, 0o755);
    for (const path of [users, file]) chownSync(path, uid, gid);
    const pooler = spawn('pgbouncer', [file], { uid, gid, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(pooler, 'exit');
    noteProcess(pooler.pid ?? 0);
    poolers.push(async () => {
      pooler.kill('SIGINT');
      await ended;
    });
    let log = '';
    pooler.stderr.setEncoding('utf8');
    for await (const text of pooler.stderr.iterator({ destroyOnReturn: false })) {
      if ((log += text).includes('process up')) break;
    }
    pooler.stderr.resume();
    expect(log).toContain('process up');
    return postgres.url('charts').replace(`:${postgres.port}/`, `:${port}/`);
  }

  it('says which line its configuration lacks', async () => {
    const url = await pooled('pool_mode = session');
    for (const app of ['api', 'worker']) {
      const refusal = await refusalOf(spawnProcess(app, '', { ...settings, DATABASE_URL: url }));
      expect(refusal).toContain('unsupported startup parameter');
      expect(refusal).toContain('set ignore_startup_parameters = options in pgbouncer.ini');
    }
  });

  it('says what the role has to be set to instead, and works with that', async () => {
    const url = await pooled('pool_mode = session', 'ignore_startup_parameters = options');
    const refusal = await refusalOf(spawnProcess('api', '', { ...settings, DATABASE_URL: url }));
    expect(refusal).toContain(
      'a pooler drops the session settings: TimeZone is Asia/Kolkata, statement_timeout is 0',
    );
    const alter = refusal.match(/ALTER ROLE [^;]+;/g) ?? [];
    expect(alter).toEqual([
      "ALTER ROLE charts SET TimeZone = 'UTC';",
      "ALTER ROLE charts SET statement_timeout = '5s';",
    ]);
    for (const statement of alter) await postgres.sql(statement);
    // It keeps the settings of its first connection, and gives them to every other one.
    const restarted = await pooled('pool_mode = session', 'ignore_startup_parameters = options');
    const api = await instance.startApi({ DATABASE_URL: restarted });
    const worker = await instance.startWorker({ DATABASE_URL: restarted });
    const client = instance.client(api);
    expect((await client.signIn()).status).toBe(303);
    const { data, errors } = await client.graphql('mutation { takeSnapshot { results { outcome } } }');
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ takeSnapshot: { results: [{}, {}, {}] } });
    for (const one of [api, worker]) await one.stop();
  });

  it('refuses to migrate through it, and asks for a direct connection', async () => {
    const url = await pooled('pool_mode = session', 'ignore_startup_parameters = options');
    expect(await refusalOf(startJob('main', { DATABASE_URL: url }))).toContain(
      'Migrate with a DATABASE_URL that points to PostgreSQL itself.',
    );
  });
});
