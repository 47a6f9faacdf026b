import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { artistId } from '../api/history.js';
import { mint } from '../api/minting.js';
import { artist, fileOf, importFile, PROFILE, snapshot } from '../api/portable-history.js';
import { createShare } from '../api/sharing.js';
import { snippetsOf } from '../docs/pages.js';
import { openVisit, startBrowser } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { Instance, type OurProcess } from '../support/index.js';
import { signIn } from './page-actions.js';

/** What other sites serve. */
const site = { html: '<p>Hello' };

/** Starts another site. All ports of this machine share their cookies, so the browser would send ours. */
async function startSite(): Promise<{ server: Server; origin: string }> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end(site.html),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Queries the API from a page; null if the browser blocks the response. */
function queryFrom(page: Page, api: string, init: Record<string, unknown>): Promise<unknown> {
  const request = {
    method: 'POST',
    body: JSON.stringify({ query: '{ viewer { displayName } }' }),
    ...init,
  };
  return page.evaluate(
    `fetch(${JSON.stringify(`${api}/graphql`)}, ${JSON.stringify(request)}).then((response) => response.json(), () => null)`,
  );
}

describeInBrowser('cross-origin requests', () => {
  const open: { instance?: Instance; api?: OurProcess; browser?: Browser } = {};
  const sites: Awaited<ReturnType<typeof startSite>>[] = [];
  let allowed: string;
  let other: string;

  beforeAll(async () => {
    sites.push(await startSite(), await startSite());
    [allowed = '', other = ''] = sites.map(({ origin }) => origin);
    open.instance = await Instance.open();
    open.api = await open.instance.startApi({ CORS_ORIGINS: allowed });
    open.browser = await startBrowser();
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.api?.stop();
    await open.instance?.close();
    for (const { server } of sites) server.close();
  });

  it('a page in CORS_ORIGINS can query with an access token, but never with the session cookie', async () => {
    const { instance, api, browser } = open;
    if (!instance || !api || !browser) throw new Error('beforeAll has not run');
    const program = instance.client(api);
    await program.signIn();
    const authorization = `Bearer ${(await mint(program)).secret}`;
    const json = { 'content-type': 'application/json' };
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    await signIn(page, api.url);
    const expected = { data: { viewer: { displayName: 'Demo Listener' } } };
    expect(await queryFrom(page, api.url, { headers: json })).toEqual(expected);

    await page.goto(allowed);
    expect(await queryFrom(page, api.url, { headers: { ...json, authorization } })).toEqual(expected);
    expect(await queryFrom(page, api.url, { headers: json })).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await queryFrom(page, api.url, { headers: json, credentials: 'include' })).toBeNull();
    expect(
      await queryFrom(page, api.url, { headers: { ...json, authorization }, credentials: 'include' }),
    ).toBeNull();

    await page.goto(other);
    expect(await queryFrom(page, api.url, { headers: { ...json, authorization } })).toBeNull();
    await context.close();
  });

  it('the static site of docs/graphql.md shows a chart to anyone, with the link of a share alone', async () => {
    const { instance, api, browser } = open;
    if (!instance || !api || !browser) throw new Error('beforeAll has not run');
    const program = instance.client(api);
    await program.signIn();
    const ids = ['A', 'B'].map(artistId);
    const file = fileOf(
      PROFILE,
      artist(artistId('A'), 'Paper Lanterns'),
      artist(artistId('B'), 'Nova <b>Rose</b>'),
      snapshot('2026-06-08', ids),
      snapshot('2026-06-16', ids.toReversed()),
    );
    expect(await importFile(program, file)).toMatchObject({ status: 200 });
    const share = await createShare(program, { title: 'On repeat' });
    const [snippet] = snippetsOf('docs/graphql.md', 'A static site');
    site.html = (snippet?.text ?? '').replace(/http:[^']*YOUR-LINK/, share.url);
    expect(site.html).toContain(share.url);

    const { context, origins, browserErrors } = await openVisit(browser);
    const page = await context.newPage();
    await page.goto(allowed);
    await page.getByText('My top artists on Spotify as of 2026-06-16').waitFor();
    expect(await page.getByRole('heading').innerText()).toBe('On repeat');
    expect(await page.getByRole('listitem').allInnerTexts()).toEqual([
      'Nova <b>Rose</b> ▲',
      'Paper Lanterns ▼',
    ]);
    expect(await page.getByRole('link').first().getAttribute('href')).toContain('https://open.spotify.com/');
    expect([...origins].sort()).toEqual([allowed, api.url].sort());
    expect(browserErrors).toEqual([]);

    await page.goto(other);
    await page.getByText('The chart could not be loaded').waitFor();
    await program.graphql('mutation ($id: ID!) { revokeShare(id: $id) { share { id } } }', { id: share.id });
    await page.goto(allowed);
    await page.getByText('This link does not work').waitFor();
    await context.close();
  });
});
