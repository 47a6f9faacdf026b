import { describe, expect, it } from '@jest/globals';
import { scrape, type Scrape, scrapeUntil } from '../support/scrape.js';
import { type Client, setStage } from '../support/index.js';
import { holdTable } from './held-table.js';
import { Listening } from './listening.js';

const TOKEN = 'of-this-very-test';

function operations(operation: string, outcome: string): string {
  return `headliner_graphql_requests_total{operation="${operation}",outcome="${outcome}"}`;
}

function send(client: Client, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return client.fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(body) });
}

// A separate API, since a shared one has counted the operations of other files.
const stage = setStage({ METRICS_TOKEN: TOKEN });

describe('the /metrics endpoint of the API', () => {
  const listening = new Listening(stage);
  const ask = (query: string) => stage.client.graphql(query);

  /** Returns the metrics that `work` changes, with their differences. */
  async function added(work: () => Promise<unknown>): Promise<ReadonlyMap<string, number>> {
    const before = await scrape(stage.api, TOKEN);
    await work();
    const after = await scrape(stage.api, TOKEN);
    const changes = [...after].map(([name, value]) => [name, value - (before.get(name) ?? 0)] as const);
    return new Map(changes.filter(([, change]) => change !== 0));
  }

  it('counts requests and their durations by operation name and outcome', async () => {
    await listening.signIn();
    const counts = await added(async () => {
      await ask('query Who { viewer { id } }');
      await ask('query Who { viewer { displayName } }');
      await ask('query TooMany { topArtists(limit: 1000) { source } }');
      await ask('{ viewer { id } }');
      await ask('query NoSuch { nothing }');
      await ask('query Broken {');
      await send(stage.client, { query: 'query Who { viewer { id } }', operationName: 'Else' });
      await send(stage.client, [{ query: '{ viewer { id } }' }]);
      stage.client.plant(`${stage.client.sessionCookie}=`);
      await ask('query Who { viewer { id } }');
    });
    const requests = [...counts].filter(([name]) => name.startsWith('headliner_graphql_requests_total'));
    expect(Object.fromEntries(requests)).toEqual({
      [operations('Who', 'OK')]: 2,
      [operations('Who', 'UNAUTHENTICATED')]: 1,
      [operations('TooMany', 'BAD_USER_INPUT')]: 1,
      [operations('(anonymous)', 'OK')]: 1,
      [operations('(invalid)', 'GRAPHQL_VALIDATION_FAILED')]: 1,
      [operations('(invalid)', 'GRAPHQL_PARSE_FAILED')]: 1,
      [operations('(invalid)', 'OPERATION_RESOLUTION_FAILURE')]: 1,
      [operations('(invalid)', 'BAD_REQUEST')]: 1,
    });
    expect(counts.get('headliner_graphql_request_seconds_count{operation="Who"}')).toBe(3);
    expect(counts.get('headliner_graphql_request_seconds_sum{operation="Who"}')).toBeGreaterThan(0);
  });

  it('counts top lists by source, calls to Spotify, and token refreshes', async () => {
    await listening.signIn();
    const counts = await added(async () => {
      await stage.control.expireAccessTokens();
      await listening.askList();
      await listening.askList();
      await listening.ageLists();
      await stage.control.setFault({ endpoint: 'top-artists', fault: 'html-200', times: 1 });
      await listening.askList();
    });
    const served = (source: string) => counts.get(`headliner_top_lists_served_total{source="${source}"}`);
    expect([served('SPOTIFY'), served('CACHE'), served('SNAPSHOT')]).toEqual([1, 2, undefined]);
    const called = (endpoint: string, result: string) =>
      counts.get(`headliner_spotify_calls_total{endpoint="${endpoint}",result="${result}"}`);
    expect([called('token', '200'), called('top-artists', '401'), called('top-artists', '200')]).toEqual([
      1, 1, 2,
    ]);
    expect(counts.get('headliner_spotify_refreshes_total{outcome="REFRESHED"}')).toBe(1);
    expect(counts.get('headliner_spotify_call_seconds_count{endpoint="top-artists"}')).toBe(3);
  });

  it('counts histories from the cache and from the database', async () => {
    await listening.signIn();
    await listening.askList();
    await stage.instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT listener_id, range, fetched_at::date, complete, fetched_at, artist_ids FROM top_list`,
    );
    const counts = await added(async () => {
      for (let times = 0; times < 3; times += 1) await ask('{ chart(range: MEDIUM_TERM) { depth } }');
    });
    const needed = (found: string) => counts.get(`headliner_histories_total{found="${found}"}`);
    expect([needed('READ'), needed('KEPT')]).toEqual([1, 2]);
  });

  it('reports the database connections in use and the requests that wait for one', async () => {
    await listening.signIn();
    const [used, waiting] = ['headliner_database_connections_used', 'headliner_database_waiting_requests'];
    const idle = await scrapeUntil(stage.api, (now) => now.get(used) === 0, TOKEN);
    expect(idle.get(used)).toBe(0);
    expect(idle.get('headliner_database_connections_max')).toBe(10);
    expect(idle.get(waiting)).toBe(0);
    const release = await holdTable(stage.instance.database.url, 'session');
    const answers = Array.from({ length: 12 }, () => ask('{ viewer { id } }'));
    const isBusy = (now: Scrape): boolean => now.get(used) === 10 && Number(now.get(waiting)) > 0;
    const busy = await scrapeUntil(stage.api, isBusy, TOKEN).finally(release);
    expect(busy.get(used)).toBe(10);
    expect(busy.get(waiting)).toBeGreaterThan(0);
    for (const { errors } of await Promise.all(answers)) expect(errors).toBeUndefined();
    expect((await scrapeUntil(stage.api, (now) => now.get(used) === 0, TOKEN)).get(used)).toBe(0);
  });

  it('contains no data about listeners, and a limited number of operation names', async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => ask(`query Strange${index} { __typename viewer { id } }`)),
    );
    await listening.signIn();
    await ask(`query ${'Long'.repeat(16)} { viewer { id } }`);
    for (let index = 0; index < 60; index += 1) await ask(`query Made${index} { viewer { id } }`);
    const headers = { authorization: `Bearer ${TOKEN}` };
    const text = await (await fetch(`${stage.api.url}/metrics`, { headers })).text();
    expect(text).toContain('operation="Made1"');
    expect(text).toContain('operation="(other)",outcome="UNAUTHENTICATED"');
    expect(text).toContain('operation="(other)",outcome="OK"');
    expect(text).not.toMatch(/Strange|Long|Demo|demo_01/);
    const names = new Set([...text.matchAll(/operation="([^"]+)"/g)].map(([, name]) => name));
    expect(names.size).toBeLessThanOrEqual(53);
  });
});

describe('the delay of the event loop', () => {
  it('is sampled every 0.1 s, not every 10 ms, which would keep an idle process busy', async () => {
    const median = 'nodejs_eventloop_lag_p50_seconds';
    const isSlowlySampled = (now: Scrape): boolean => (now.get(median) ?? 0) > 0.05;
    expect(isSlowlySampled(await scrapeUntil(stage.api, isSlowlySampled, TOKEN))).toBe(true);
  });
});

describe('the /metrics endpoint with METRICS_TOKEN', () => {
  it('accepts that token only, and rejects sessions and other tokens', async () => {
    expect((await scrape(stage.api, TOKEN)).get('process_cpu_seconds_total')).toBeGreaterThan(0);
    await stage.client.signIn();
    for (const authorization of [undefined, 'Bearer wrong', `Basic ${TOKEN}`, TOKEN]) {
      const headers = authorization === undefined ? {} : { authorization };
      const response = await stage.client.fetch('/metrics', { headers });
      expect([authorization, response.status]).toEqual([authorization, 401]);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.text()).not.toContain('process_cpu');
    }
    expect(stage.api.logs).not.toContain(TOKEN);
  });
});
