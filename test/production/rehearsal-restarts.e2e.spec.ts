import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { mint } from '../api/minting.js';
import { until } from '../support/until.js';
import { describeBehindNginx } from './describe-behind-nginx.js';
import { askInTurn, type Asking } from './load.js';
import { Production, type Replica } from './production.js';

jest.setTimeout(600_000);

const RANGES = ['long_term', 'medium_term', 'short_term'];
const QUESTION = '{ viewer { id displayName } }';
const CHANGE =
  'mutation { updateSettings(input: { snapshotsPaused: false }) { viewer { snapshotsPaused } } }';

describeBehindNginx(
  'every process restarted, one by one, behind a reverse proxy and while people ask',
  () => {
    let production: Production;
    beforeAll(async () => {
      production = await Production.start({ workers: 2 });
    });
    afterAll(() => production?.stop());

    it('loses no request, and records one snapshot of each listener, range and day', async () => {
      const listeners = ['listener_1', 'listener_2', 'listener_3', 'listener_4'];
      const over = new AbortController();
      const load = listeners.map(async (name, index) =>
        askInTurn(await askingsOf(name, `127.0.0.${index + 2}`), over.signal),
      );

      for (const [index, replica] of [...production.apis, ...production.workers].entries()) {
        // A new listener each time: work for the workers, and a sign-in for the APIs.
        const name = `listener_${index + 11}`;
        const signingIn = production.client(`127.0.0.${index + 11}`).signIn(name);
        expect(await replica.process.stop()).toEqual({ code: 0, signal: null });
        if (replica.service === 'api') await until(() => handedOnBy(replica), 'requests go to the other API');
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
      await until(async () => (await snapshotCount()) >= 3 * listeners.length, 'snapshots of all', 90_000);
      over.abort();

      const reports = await Promise.all(load);
      expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
      for (const { answered } of reports) expect(answered).toBeGreaterThan(4);
      expect(await listCalls()).toEqual(
        listeners.flatMap((name) => RANGES.map((range) => `${name} ${range}`)).sort(),
      );
      expect(await snapshotCount()).toBe(3 * listeners.length);
    });

    /** Requests of a listener and of their program from this address, one for each kind of access. */
    async function askingsOf(listener: string, address: string): Promise<Asking[]> {
      const [browser, program] = [production.client(address), production.client(address)];
      await browser.signIn(listener);
      program.authorization = `Bearer ${(await mint(browser, { scope: 'WRITE' })).secret}`;
      const json = { 'content-type': 'application/json' };
      const post = { method: 'POST', headers: json };
      return [
        { what: 'a page', send: () => browser.fetch('/') },
        {
          what: 'a question',
          send: () => browser.fetch('/graphql', { ...post, body: JSON.stringify({ query: QUESTION }) }),
        },
        {
          what: 'a change',
          send: () => program.fetch('/graphql', { ...post, body: JSON.stringify({ query: CHANGE }) }),
        },
        {
          what: 'a question by GET',
          send: () => program.fetch(`/graphql?query=${encodeURIComponent(QUESTION)}`),
        },
      ];
    }

    /** Returns whether the proxy found this API gone and another API answered. */
    function handedOnBy({ port }: Replica): boolean {
      return production.proxy.log().some((line) => line.includes(` to 127.0.0.1:${port}, 127.0.0.1:`));
    }

    async function snapshotCount(): Promise<number> {
      const [row] = await production.postgres.sql<{ count: number }>(
        'SELECT count(*)::int AS count FROM snapshot',
      );
      return row?.count ?? 0;
    }

    /** Returns the top list calls that Spotify received. */
    async function listCalls(): Promise<string[]> {
      const requests = await production.simulator.control.requests();
      return requests
        .filter(({ endpoint }) => endpoint === 'top-artists')
        .map(({ listener, range }) => `${listener} ${range}`)
        .sort();
    }
  },
);
