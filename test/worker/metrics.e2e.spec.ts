import { describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { type Scrape, scrape, scrapeUntil } from '../support/scrape.js';
import { WorkerStage } from './worker-stage.js';

const stage = new WorkerStage();
const TOKEN = 'a-token-of-this-very-test';

function label(name: string, labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  return `${name}{${pairs.join(',')}}`;
}

const snapshots = (range: string, outcome: string): string =>
  label('headliner_snapshots_total', { range, outcome });
const calls = (endpoint: string, result: string): string =>
  label('headliner_spotify_calls_total', { endpoint, result });

/** Rejects all connections to the database until the returned function is called. */
async function rejectConnections(): Promise<() => Promise<void>> {
  const { url } = stage.instance.database;
  const name = new URL(url).pathname.slice(1);
  const postgres = new Postgres({
    connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href,
  });
  await postgres.connect();
  await postgres.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await postgres.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  return async () => {
    await postgres.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await postgres.end();
  };
}

describe('metrics of a worker without METRICS_TOKEN', () => {
  const sharedWorker = stage.shareWorker();

  it('let this machine alone read them', async () => {
    const worker = sharedWorker();
    expect((await scrape(worker)).get('process_cpu_seconds_total')).toBeGreaterThan(0);
    // A proxy on this machine reads on behalf of another.
    const headers = { 'x-forwarded-for': '127.0.0.1' };
    expect((await fetch(`${worker.url}/metrics`, { headers })).status).toBe(403);
  });

  it('omit what only the database knows while it is unreachable, and show the rest', async () => {
    const live = [
      'headliner_queue_waiting_jobs',
      'headliner_queue_active_jobs',
      'headliner_queue_oldest_seconds',
      'headliner_oldest_due_seconds',
      'headliner_spotify_cooldown_seconds',
      'headliner_artist_links_pending',
    ];
    const worker = sharedWorker();
    const before = await scrape(worker);
    expect(live.filter((name) => !before.has(name))).toEqual([]);
    const allowConnections = await rejectConnections();
    const begun = performance.now();
    const away = await scrape(worker);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(live.filter((name) => away.has(name))).toEqual([]);
    expect(away.get('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(away.get(snapshots('SHORT_TERM', 'TAKEN'))).toBe(0);
    await allowConnections();
    const again = await scrapeUntil(worker, (found) => live.every((name) => found.has(name)));
    expect(live.filter((name) => !again.has(name))).toEqual([]);
  });
});

describe('METRICS_TOKEN', () => {
  const worker = stage.shareWorker({ METRICS_TOKEN: TOKEN, SNAPSHOT_TICK_CRON: '0 0 1 1 *' });

  it('lets everyone with the token read the metrics of a worker, and no one else', async () => {
    expect((await scrape(worker(), TOKEN)).get('process_cpu_seconds_total')).toBeGreaterThan(0);
    for (const authorization of [
      undefined,
      'Bearer',
      'Bearer wrong',
      `Bearer ${TOKEN}x`,
      `Basic ${TOKEN}`,
      TOKEN,
    ]) {
      const headers = authorization === undefined ? {} : { authorization };
      const response = await fetch(`${worker().url}/metrics`, { headers });
      expect({ authorization, status: response.status }).toEqual({ authorization, status: 401 });
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.text()).not.toContain('process_cpu');
    }
    expect((await fetch(`${worker().url}/health/ready`)).status).toBe(200);
    expect(worker().logs).not.toContain(TOKEN);
  });

  it('stops the worker at its start if no header can carry it', async () => {
    await expect(stage.startWorker({ METRICS_TOKEN: 'two words' })).rejects.toThrow(
      /METRICS_TOKEN: a secret/,
    );
  });

  it('shows what is due, what is queued, and the cooldown that Spotify asked for', async () => {
    expect((await scrape(worker(), TOKEN)).get('headliner_spotify_cooldown_seconds')).toBe(0);
    await stage.signIn('demo_01');
    await stage.instance.sql("UPDATE snapshot_schedule SET due_at = clock_now() - interval '90 minutes'");
    await stage.instance.sql(
      `INSERT INTO spotify_rate_limit (client_id, cooldown_until, reason, seconds, calls)
       VALUES ($1, clock_now() + interval '1 hour', 'RATE_LIMITED', '{}', '{}')`,
      [stage.instance.settings['SPOTIFY_CLIENT_ID']],
    );
    await stage.instance.sql(
      `INSERT INTO pgboss.job (name, data, start_after)
       VALUES ('snapshots', '{"listenerId":0,"urgent":false}', now() + interval '1 hour')`,
    );
    const metrics = await scrape(worker(), TOKEN);
    expect(metrics.get('headliner_oldest_due_seconds')).toBeGreaterThanOrEqual(5_400);
    expect(metrics.get('headliner_oldest_due_seconds')).toBeLessThan(5_460);
    expect(metrics.get('headliner_spotify_cooldown_seconds')).toBeGreaterThan(3_500);
    expect(metrics.get('headliner_spotify_cooldown_seconds')).toBeLessThanOrEqual(3_600);
    expect(metrics.get('headliner_queue_waiting_jobs')).toBe(1);
    expect(metrics.get('headliner_queue_active_jobs')).toBe(0);
    expect(metrics.get('headliner_queue_oldest_seconds')).toBe(0);
  });
});

describe('metrics of a worker', () => {
  const sharedWorker = stage.shareWorker();

  /** Returns what has been counted since `before`. */
  const since =
    (before: Scrape) =>
    (metrics: Scrape, name: string): number =>
      (metrics.get(name) ?? Number.NaN) - (before.get(name) ?? 0);

  it('count snapshots, calls and refreshes', async () => {
    const worker = sharedWorker();
    const added = since(await scrape(worker));
    worker.kill('SIGSTOP');
    await stage.signIn('demo_01');
    await stage.instance.simulator.control.expireAccessTokens();
    worker.kill('SIGCONT');
    const done = await scrapeUntil(
      worker,
      (metrics) => added(metrics, 'headliner_listener_seconds_count') === 1,
    );
    for (const range of ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM']) {
      expect(added(done, snapshots(range, 'TAKEN'))).toBe(1);
      expect(added(done, snapshots(range, 'FAILED'))).toBe(0);
    }
    expect(added(done, calls('top-artists', '200'))).toBe(3);
    expect(added(done, calls('top-artists', '401'))).toBeGreaterThanOrEqual(1);
    expect(added(done, calls('token', '200'))).toBe(1);
    expect(added(done, label('headliner_spotify_refreshes_total', { outcome: 'REFRESHED' }))).toBe(1);
    expect(added(done, label('headliner_spotify_call_seconds_count', { endpoint: 'token' }))).toBe(1);
  });

  it('count failed snapshots and those given up', async () => {
    const worker = sharedWorker();
    const added = since(await scrape(worker));
    await stage.instance.simulator.control.setFault({ endpoint: 'top-artists', fault: 'reset', times: 1 });
    const [listenerId = 0] = await stage.signIn('demo_01');
    const failed = await scrapeUntil(
      worker,
      (metrics) => added(metrics, 'headliner_listener_seconds_count') === 1,
    );
    expect(added(failed, calls('top-artists', 'UNAVAILABLE'))).toBe(1);
    const ranges = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'];
    expect(ranges.reduce((sum, range) => sum + added(failed, snapshots(range, 'FAILED')), 0)).toBe(1);

    await stage.instance.simulator.control.expireRefreshToken();
    await stage.instance.simulator.control.expireAccessTokens();
    await stage.instance.sql('DELETE FROM snapshot');
    await stage.makeDue(listenerId);
    const reason = 'REAUTHORIZATION_REQUIRED';
    const givenUp = ranges.map((range) => label('headliner_snapshots_given_up_total', { range, reason }));
    const ended = await scrapeUntil(worker, (metrics) => givenUp.every((name) => metrics.has(name)));
    expect(givenUp.map((name) => ended.get(name))).toEqual([1, 1, 1]);
    const refused = label('headliner_spotify_refreshes_total', { outcome: 'INVALID_GRANT' });
    expect(added(ended, refused)).toBe(1);
  });
});
