import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import type { OurProcess } from '../support/index.js';
import { setStage } from '../support/index.js';
import { until } from '../support/until.js';
import { markIds, tracesOf } from './traces.js';

jest.setTimeout(180_000);

const stage = setStage();
const DELETE = 'mutation { deleteAccount(confirm: true) { deletedAt } }';
const TOP = '{ topArtists(range: SHORT_TERM, limit: 3) { source } }';
const LEAVER = 918_273_645;
const workers: OurProcess[] = [];
const connections: Client[] = [];

// The stage deletes rows before each test, but not the jobs.
beforeEach(() => stage.instance.sql('DELETE FROM pgboss.job'));
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  await Promise.all(connections.splice(0).map((connection) => connection.end()));
});

async function startWorker(): Promise<OurProcess> {
  const worker = await stage.instance.startWorker();
  workers.push(worker);
  return worker;
}

async function untilCalled(path: string): Promise<void> {
  const isCalled = async (): Promise<boolean> =>
    (await stage.control.requests()).some((request) => request.path === path);
  await until(isCalled, `a call for ${path}`);
}

async function untilThereAre(count: number, table: 'pgboss.job' | 'snapshot'): Promise<void> {
  const rows = (): Promise<unknown[]> => stage.instance.sql(`SELECT 1 FROM ${table}`);
  await until(async () => (await rows()).length === count, `${count} rows in ${table}`);
}

/** Waits until a statement like `statement` waits for a lock. */
async function untilWaits(statement: string): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE $1`;
  const isWaiting = async (): Promise<boolean> => (await stage.instance.sql(waiting, [statement])).length > 0;
  await until(isWaiting, `a lock that this waits for: ${statement}`);
}

async function connectToDatabase(): Promise<Client> {
  const client = new Client({ connectionString: stage.instance.database.url });
  connections.push(client);
  await client.connect();
  return client;
}

/** Expects no row of the listener, and no warning in the log. */
async function expectNoTraces(process: OurProcess): Promise<void> {
  expect(await tracesOf(stage.instance, [String(LEAVER)])).toEqual([]);
  expect(process.logs).not.toMatch(/"level":(40|50)|failed at attempt/);
}

describe('work in progress while a listener deletes the account', () => {
  it.each([
    ['the lists', '/v1/me/top/artists', 'top-artists'],
    ['a refresh', '/api/token', 'token'],
  ] as const)('stores nothing when it is a job that waits for %s', async (_, path, endpoint) => {
    await markIds(stage.instance, LEAVER);
    await stage.client.signIn();
    await stage.instance.sql('UPDATE spotify_grant SET access_token_expires_at = clock_now()');
    await stage.control.clearRequests();
    await stage.control.setLatency({ [endpoint]: 1_500 });
    const worker = await startWorker();
    await untilCalled(path);
    await stage.client.graphql(DELETE);
    await worker.untilOutput(`Listener ${LEAVER} was deleted.`);
    await untilThereAre(0, 'pgboss.job');
    await expectNoTraces(worker);
    const calls = (await stage.control.requests()).length;
    // The worker continues without that job: it does not run it again.
    await stage.client.signIn('listener_1');
    await untilThereAre(3, 'snapshot');
    const later = (await stage.control.requests()).slice(calls);
    expect(later.filter(({ listener }) => listener === 'demo_01')).toEqual([]);
    expect(worker.logs.split(`Listener ${LEAVER} was deleted`).length).toBe(2);
  });

  it('stores nothing when it is a job that is still queued', async () => {
    await markIds(stage.instance, LEAVER);
    await stage.client.signIn();
    await untilThereAre(1, 'pgboss.job');
    await stage.instance.sql('DELETE FROM listener');
    const worker = await startWorker();
    await worker.untilOutput(`Listener ${LEAVER} was deleted.`);
    await untilThereAre(0, 'pgboss.job');
    await expectNoTraces(worker);
  });

  it('stores nothing when it is a request for a top list', async () => {
    await markIds(stage.instance, LEAVER);
    await stage.client.signIn();
    const other = stage.instance.client(stage.api);
    other.shareSession(stage.client);
    await stage.control.clearRequests();
    await stage.control.setLatency({ 'top-artists': 1_500 });
    const response = other.graphql(TOP);
    await untilCalled('/v1/me/top/artists');
    await stage.client.graphql(DELETE);
    expect((await response).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    await expectNoTraces(stage.api);
  });

  it('does not fail the deletion, which retries when PostgreSQL cancels it to resolve a deadlock', async () => {
    await stage.client.signIn();
    const [first, other] = [await connectToDatabase(), await connectToDatabase()];
    // The deletion locks the listener, then waits for `first`; the grant comes later.
    await first.query('BEGIN; LOCK TABLE imported_artist');
    const deleted = stage.client.graphql(DELETE);
    await untilWaits('SELECT artist_id AS id FROM imported_artist%');
    // Each session checks for deadlocks itself: this one never does, so the deletion is the victim.
    await other.query("SET deadlock_timeout = '1h'; BEGIN; SELECT FROM spotify_grant FOR UPDATE");
    const locked = other.query('SELECT FROM listener FOR KEY SHARE');
    await untilWaits('SELECT FROM listener FOR KEY SHARE');
    await first.query('COMMIT');
    await locked;
    await other.query('COMMIT');
    expect((await deleted).errors).toBeUndefined();
    expect(await stage.instance.sql('SELECT 1 FROM listener')).toEqual([]);
  });

  it('stores nothing when it is a session that is saved late', async () => {
    const stored = stage.instance.sql(
      `INSERT INTO session (sid, sess, expire) VALUES ('late', '{"listenerId": ${LEAVER}}', now() + interval '1 day')`,
    );
    await expect(stored).rejects.toMatchObject({ code: '23503' });
  });
});
