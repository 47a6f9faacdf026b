import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { mint } from '../api/minting.js';
import { until } from '../support/until.js';
import { describeBehind, describeBehindNginx, proxySettings } from './describe-behind-nginx.js';
import { sendInTurn, type LoadReport, type LoadRequest } from './load.js';
import { startCaddy, startHaproxy } from './other-proxies.js';
import { Production, type Replica } from './production.js';
import { type ReverseProxy, startReverseProxy } from './reverse-proxy.js';

jest.setTimeout(600_000);

const RANGES = ['long_term', 'medium_term', 'short_term'];
const QUERY = '{ viewer { id displayName } }';
const MUTATION =
  'mutation { updateSettings(input: { snapshotsPaused: false }) { viewer { snapshotsPaused } } }';

/** Proxies that serve the same APIs at the same time; Caddy and HAProxy if they are there. */
const PROXIES = [
  { name: 'nginx', path: proxySettings.NGINX_PATH, start: startReverseProxy, clients: 3, repeatsPosts: true },
  { name: 'Caddy', path: proxySettings.CADDY_PATH, start: startCaddy, clients: 2, repeatsPosts: false },
  { name: 'HAProxy', path: proxySettings.HAPROXY_PATH, start: startHaproxy, clients: 3, repeatsPosts: true },
].filter(({ path }) => existsSync(path));

describeBehindNginx('a restart of all processes, one by one, behind reverse proxies and under load', () => {
  let production: Production;
  /** Every listener who has signed in. */
  const listeners: string[] = [];
  const reports = new Map<string, readonly LoadReport[]>();

  beforeAll(async () => {
    production = await Production.start({ workers: 2 });
    const proxies = [production.proxy];
    for (const { start } of PROXIES.slice(1)) proxies.push(await production.addProxy(start));
    const signedIn = await Promise.all(
      PROXIES.flatMap(({ clients, ...proxy }, index) =>
        Array.from({ length: clients }, async (_, number) => {
          const listener = `listener_${10 * index + number + 1}`;
          listeners.push(listener);
          const requests = await requestsOf(listener, `127.0.0.${number + 2}`, proxies[index]);
          return { ...proxy, requests: requests.filter(({ isPost }) => proxy.repeatsPosts || !isPost) };
        }),
      ),
    );
    const over = new AbortController();
    const load = signedIn.map(async ({ name, requests }) => {
      const report = await sendInTurn(requests, over.signal);
      reports.set(name, [...(reports.get(name) ?? []), report]);
    });

    for (const [index, replica] of [...production.apis, ...production.workers].entries()) {
      // A new listener each time: a sign-in for the APIs and a job for the workers.
      const name = `listener_${index + 31}`;
      const signingIn = production.client(`127.0.0.${index + 11}`).signIn(name);
      expect(await replica.process.stop()).toEqual({ code: 0, signal: null });
      if (replica.service === 'api') {
        await until(() => isPassedOn(replica), 'requests go to the other API');
        for (const proxy of proxies.slice(1)) await untilAnswers(proxy);
      }
      await production.startAgain(replica);
      expect((await signingIn).status).toBe(303);
      listeners.push(name);
    }
    const before = production.proxy.log().length;
    const since = (): string => production.proxy.log().slice(before).join('\n');
    await until(
      () => production.apis.every(({ port }) => since().includes(` to 127.0.0.1:${port}: 200 `)),
      'both APIs answer again',
    );
    over.abort();
    await Promise.all(load);
    await until(async () => (await snapshotCount()) >= 3 * listeners.length, 'snapshots of all', 90_000);
  });
  afterAll(() => production?.stop());

  it('loses no request behind nginx', () => expectNoLoss('nginx'));

  describeBehind('CADDY_PATH', 'and behind Caddy', () => {
    it('loses no GET', () => expectNoLoss('Caddy'));
  });

  describeBehind('HAPROXY_PATH', 'and behind HAProxy', () => {
    it('loses no request', () => expectNoLoss('HAProxy'));
  });

  it('takes one snapshot per listener, range and day', async () => {
    expect(await listCalls()).toEqual(
      listeners.flatMap((name) => RANGES.map((range) => `${name} ${range}`)).sort(),
    );
    expect(await snapshotCount()).toBe(3 * listeners.length);
  });

  function expectNoLoss(name: string): void {
    const ofProxy = reports.get(name) ?? [];
    expect(ofProxy.flatMap(({ failures }) => failures)).toEqual([]);
    expect(ofProxy.length).toBeGreaterThan(1);
    for (const { answered } of ofProxy) expect(answered).toBeGreaterThan(4);
  }

  /** Returns one request of each kind from a listener's browser and program at this address. */
  async function requestsOf(
    listener: string,
    address: string,
    proxy?: ReverseProxy,
  ): Promise<(LoadRequest & { readonly isPost?: boolean })[]> {
    const [browser, program] = [production.client(address, proxy), production.client(address, proxy)];
    await browser.signIn(listener);
    program.authorization = `Bearer ${(await mint(browser, { scope: 'WRITE' })).secret}`;
    const json = { 'content-type': 'application/json' };
    const post = { method: 'POST', headers: json };
    return [
      { what: 'a page', send: () => browser.fetch('/') },
      {
        what: 'a query',
        isPost: true,
        send: () => browser.fetch('/graphql', { ...post, body: JSON.stringify({ query: QUERY }) }),
      },
      {
        what: 'a mutation',
        isPost: true,
        send: () => program.fetch('/graphql', { ...post, body: JSON.stringify({ query: MUTATION }) }),
      },
      {
        what: 'a query by GET',
        send: () => program.fetch(`/graphql?query=${encodeURIComponent(QUERY)}`),
      },
    ];
  }

  async function untilAnswers(proxy: ReverseProxy): Promise<void> {
    const before = proxy.log().length;
    await until(() => proxy.log().length >= before + 10, 'the other API answers');
  }

  /** Whether the proxy has passed a request from this stopped API on to the other. */
  function isPassedOn({ port }: Replica): boolean {
    return production.proxy.log().some((line) => line.includes(` to 127.0.0.1:${port}, 127.0.0.1:`));
  }

  async function snapshotCount(): Promise<number> {
    const [row] = await production.sql<{ count: number }>('SELECT count(*)::int AS count FROM snapshot');
    return row?.count ?? 0;
  }

  /** Returns the top-list requests that Spotify received. */
  async function listCalls(): Promise<string[]> {
    const requests = await production.simulator.control.requests();
    return requests
      .filter(({ endpoint }) => endpoint === 'top-artists')
      .map(({ listener, range }) => `${listener} ${range}`)
      .sort();
  }
});
