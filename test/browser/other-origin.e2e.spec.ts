import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { mint } from '../api/minting.js';
import { startBrowser, startVisit } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { Instance, type OurProcess } from '../support/index.js';
import { signIn } from './people.js';

/** A site that is not ours: an empty page. On this machine too, where all ports share their cookies. */
async function startSite(): Promise<{ server: Server; origin: string }> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<p>Hello'),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** What a page gets when it asks who is there: the answer, or null where the browser keeps it to itself. */
function ask(page: Page, api: string, init: Record<string, unknown>): Promise<unknown> {
  const request = {
    method: 'POST',
    body: JSON.stringify({ query: '{ viewer { displayName } }' }),
    ...init,
  };
  return page.evaluate(
    `fetch(${JSON.stringify(`${api}/graphql`)}, ${JSON.stringify(request)}).then((response) => response.json(), () => null)`,
  );
}

describeInBrowser('a page of another origin', () => {
  const open: { instance?: Instance; api?: OurProcess; browser?: Browser } = {};
  const sites: Awaited<ReturnType<typeof startSite>>[] = [];
  let named: string;
  let unnamed: string;

  beforeAll(async () => {
    sites.push(await startSite(), await startSite());
    [named = '', unnamed = ''] = sites.map(({ origin }) => origin);
    open.instance = await Instance.open();
    open.api = await open.instance.startApi({ CORS_ORIGINS: named });
    open.browser = await startBrowser();
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.api?.stop();
    await open.instance?.close();
    for (const { server } of sites) server.close();
  });

  it('asks with an access token if it was named, and never with the cookie', async () => {
    const { instance, api, browser } = open;
    if (!instance || !api || !browser) throw new Error('nothing is open');
    const program = instance.client(api);
    await program.signIn();
    const authorization = `Bearer ${(await mint(program)).secret}`;
    const json = { 'content-type': 'application/json' };
    const { context } = await startVisit(browser);
    const page = await context.newPage();
    await signIn(page, api.url);
    const answer = { data: { viewer: { displayName: 'Demo Listener' } } };
    expect(await ask(page, api.url, { headers: json })).toEqual(answer);

    await page.goto(named);
    expect(await ask(page, api.url, { headers: { ...json, authorization } })).toEqual(answer);
    expect(await ask(page, api.url, { headers: json })).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await ask(page, api.url, { headers: json, credentials: 'include' })).toBeNull();
    expect(
      await ask(page, api.url, { headers: { ...json, authorization }, credentials: 'include' }),
    ).toBeNull();

    await page.goto(unnamed);
    expect(await ask(page, api.url, { headers: { ...json, authorization } })).toBeNull();
    await context.close();
  });
});
