import { chmodSync, chownSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { createServer, connect, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCertificate } from '../production/certificate.js';
import { Instance, runDirectory, spawnProcess } from '../support/index.js';
import { migrateWell, OperatorsPostgres, refusalOf, startJob } from './operators-postgres.js';

let postgres: OperatorsPostgres;
let instance: Instance;
beforeAll(async () => {
  [postgres, instance] = await Promise.all([OperatorsPostgres.start(), Instance.open()]);
  await postgres.makeDatabase('charts');
});
afterAll(async () => {
  await instance?.close();
  await postgres?.stop();
});

/** Returns the output of the migration job for this address, which must not contain the password. */
async function refusedAt(url: string): Promise<string> {
  const refusal = await migrateWell(url).then(
    () => 'it was migrated',
    (error: Error) => error.message,
  );
  expect(refusal).not.toMatch(/canary|p@s|p%40s/);
  return refusal;
}

describe('an unusable database address is refused with a remedy:', () => {
  it.each<[what: string, url: (port: number) => string, said: string[]]>([
    [
      'a "#" in the password',
      (port) => `postgresql://charts:1#canary@127.0.0.1:${port}/charts`,
      ['DATABASE_URL: ', 'percent-encode special characters in user and password: @ is %40'],
    ],
    [
      'a wrong password',
      (port) => `postgresql://charts:canary@127.0.0.1:${port}/charts`,
      ['password authentication failed for user "charts"', 'Correct user and password in DATABASE_URL'],
    ],
    [
      'no password',
      (port) => `postgresql://charts@127.0.0.1:${port}/charts`,
      ['it asks for a password', 'Give one in DATABASE_URL'],
    ],
    [
      'no server',
      () => 'postgresql://charts:canary@127.0.0.1:1/charts',
      ['nothing listens there', 'Start PostgreSQL'],
    ],
    [
      'no such host',
      () => 'postgresql://charts:canary@no-such-host.invalid/charts',
      ['its host name cannot be resolved', 'Correct the host in DATABASE_URL'],
    ],
    [
      'no such socket',
      () => 'postgresql://charts:canary@/charts?host=/no/such/directory',
      ['/no/such/directory/charts: the socket does not exist', '?host=/var/run/postgresql'],
    ],
    [
      'a missing file of the certificate authority',
      (port) => `postgresql://charts:canary@127.0.0.1:${port}/charts?sslrootcert=/no/such.pem`,
      ["'/no/such.pem'", 'Correct sslrootcert'],
    ],
    [
      'TLS that the server does not speak',
      (port) => `postgresql://charts:canary@127.0.0.1:${port}/charts?sslmode=require`,
      ['it does not speak TLS', 'ssl = on'],
    ],
    [
      'options that the server does not understand',
      () => `${postgres.url('charts')}?options=-c%20work_mem`,
      ['-c work_mem requires a value', 'Check DATABASE_URL against this message'],
    ],
    [
      'a NUL character in the name of the role',
      (port) => `postgresql://charts%00:canary@127.0.0.1:${port}/charts`,
      ['invalid startup packet', 'Check DATABASE_URL against this message'],
    ],
  ])('%s', async (_, url, said) => {
    const refusal = await refusedAt(url(postgres.port));
    for (const words of said) expect(refusal).toContain(words);
  });

  it('the migration job exits with the reason, without a stack trace', async () => {
    const url = `postgresql://charts:canary@127.0.0.1:${postgres.port}/charts`;
    const refusal = await refusalOf(startJob('main', { DATABASE_URL: url }));
    expect(refusal).toContain('password authentication failed for user "charts"');
    expect(refusal).not.toContain('canary');
  });

  it('a database that does not exist and that the role may not create', async () => {
    const refusal = await refusedAt(postgres.url('charts', 'nowhere'));
    expect(refusal).toContain('it does not exist, and the role is not allowed to create it');
    expect(refusal).toContain(`CREATE DATABASE "nowhere" ENCODING 'UTF8' TEMPLATE template0 OWNER "charts";`);
  });

  it('one that pg_hba.conf does not allow', async () => {
    await postgres.makeRole('outsider');
    const { hba } =
      (await postgres.sql<{ hba: string }>("SELECT current_setting('hba_file') AS hba"))[0] ?? {};
    writeFileSync(
      hba ?? '',
      'host all headliner 127.0.0.1/32 scram-sha-256\nhost all charts 127.0.0.1/32 scram-sha-256\n',
    );
    await postgres.sql('SELECT pg_reload_conf()');
    const refusal = await refusedAt(postgres.url('outsider', 'charts'));
    expect(refusal).toContain('no pg_hba.conf entry for host "127.0.0.1", user "outsider"');
    expect(refusal).toContain('allow the connection in pg_hba.conf');
  });
});

describe('a role without the required privileges', () => {
  it('is refused with the statements that grant them, which are sufficient', async () => {
    await postgres.sql('CREATE DATABASE granted');
    await postgres.sql('REVOKE TEMPORARY ON DATABASE granted FROM PUBLIC');
    const refusal = await refusedAt(postgres.url('charts', 'granted'));
    expect(refusal).toContain('its role charts lacks privileges that Headliner needs');
    const grants = refusal.match(/GRANT [^;]+;/g) ?? [];
    expect(grants).toEqual([
      'GRANT CREATE ON DATABASE granted TO charts;',
      'GRANT TEMPORARY ON DATABASE granted TO charts;',
      'GRANT USAGE, CREATE ON SCHEMA public TO charts;',
    ]);
    for (const grant of grants) await postgres.sql(grant, 'granted');
    await migrateWell(postgres.url('charts', 'granted'));
    // Once its schemas exist, no further privileges are needed.
    await postgres.sql('REVOKE CREATE ON DATABASE granted FROM charts');
    await migrateWell(postgres.url('charts', 'granted'));
  });

  it('is rejected by API and worker if another role owns the tables', async () => {
    await postgres.sql("CREATE ROLE stranger LOGIN PASSWORD 's'");
    const url = new URL(postgres.url('stranger', 'granted'));
    url.password = 's';
    await postgres.sql('ALTER SYSTEM SET password_encryption = DEFAULT');
    const { hba } =
      (await postgres.sql<{ hba: string }>("SELECT current_setting('hba_file') AS hba"))[0] ?? {};
    writeFileSync(hba ?? '', 'host all all 127.0.0.1/32 scram-sha-256\n');
    await postgres.sql('SELECT pg_reload_conf()');
    const settings = { ...instance.settings, DATABASE_URL: url.href, PORT: '1', WORKER_PORT: '1' };
    for (const app of ['api', 'worker']) {
      const refusal = await refusalOf(spawnProcess(app, '', settings));
      expect(refusal).toContain('permission denied for table spotify_grant');
      expect(refusal).toContain("Connect as the role that owns Headliner's tables");
    }
  });
});

describe('TLS with a self-signed certificate', () => {
  it('is refused by sslmode=require, and accepted by no-verify or its own certificate as sslrootcert', async () => {
    const directory = mkdtempSync(join(runDirectory(), 'tls-'));
    chmodSync(directory, 0o755);
    const { certificateFile, keyFile } = makeCertificate('localhost', directory);
    const { uid, gid } = statSync(postgres.cluster);
    chownSync(keyFile, uid, gid);
    await postgres.sql(`ALTER SYSTEM SET ssl_cert_file = '${certificateFile}'`);
    await postgres.sql(`ALTER SYSTEM SET ssl_key_file = '${keyFile}'`);
    await postgres.sql('ALTER SYSTEM SET ssl = on');
    await postgres.sql('SELECT pg_reload_conf()');
    const byName = (query: string) =>
      postgres.url('charts', 'charts', query).replace('127.0.0.1', 'localhost');
    const refusal = await refusedAt(byName('?sslmode=require'));
    expect(refusal).toContain('its certificate is self-signed');
    expect(refusal).toContain('sslrootcert=<file> in DATABASE_URL');
    expect(refusal).toContain('sslmode=no-verify');
    const other = await refusedAt(postgres.url('charts', 'charts', `?sslrootcert=${certificateFile}`));
    expect(other).toContain('Connect by a host name that its certificate contains');
    expect(other).toMatch(/does not match certificate|altnames/i);
    await migrateWell(byName('?sslmode=no-verify'));
    await migrateWell(byName(`?sslmode=verify-full&sslrootcert=${certificateFile}`));
  });
});

describe('a Unix socket', () => {
  let server: Server | undefined;
  afterAll(() => void server?.close());

  it('is used with its directory as ?host=, with or without a host before', async () => {
    const directory = mkdtempSync(join(runDirectory(), 'socket-'));
    server = createServer((client) => {
      const upstream = connect(postgres.port, '127.0.0.1');
      client.pipe(upstream).pipe(client);
      for (const end of [client, upstream]) end.on('error', () => end.destroy());
    }).listen(join(directory, '.s.PGSQL.5432'));
    await once(server, 'listening');
    const byTcp = postgres.url('charts');
    for (const host of ['', 'localhost']) {
      await migrateWell(byTcp.replace(/127\.0\.0\.1:\d+/, host) + `?host=${directory}`);
    }
  });
});
