import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ENDPOINTS } from '../security/endpoints.js';
import { startBrowser, startVisit, type Visit } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { type Client, setStage } from '../support/index.js';
import { until } from '../support/until.js';
import { signIn } from './people.js';

jest.setTimeout(120_000);

/** What a page holds that would have to be allowed for by name: none of ours has any. */
const INLINE = `[...document.querySelectorAll('*')].flatMap((element) => [
  ...(element.matches('script:not([src]), style') ? [element.localName] : []),
  ...[...element.attributes].filter(({ name, value }) =>
    name === 'style' || name.startsWith('on') || /^\\s*javascript:/i.test(value)).map(({ name }) => element.localName + '[' + name + ']'),
])`;

describeInBrowser('every page', () => {
  const stage = setStage();
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    browser = await startBrowser();
    origin = stage.api.url;
  });
  afterAll(() => browser?.close());

  /** The addresses at which somebody is shown a page, of all that there are. */
  async function pagesFor(who: Client): Promise<string[]> {
    const asked = Object.values(ENDPOINTS).filter(({ method, last }) => method === undefined && !last);
    const addresses = [...asked.map(({ path }) => path), '/graphql', '/no-such-page'];
    const pages: string[] = [];
    for (const address of addresses) {
      const { headers } = await who.fetch(address, { headers: { accept: 'text/html' } });
      if (headers.get('content-type')?.startsWith('text/html')) pages.push(address);
    }
    return pages;
  }

  /** Opens a page and waits until it is complete; answers what it holds that a strict policy would not let through. */
  async function look(
    page: Page,
    address: string,
    waitUntil: 'load' | 'networkidle' = 'networkidle',
  ): Promise<unknown> {
    await page.goto(origin + address, { waitUntil });
    if (address === '/graphiql') await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    expect(await page.locator('body').textContent()).toMatch(/\w/);
    return page.evaluate(INLINE);
  }

  /** What a visit complained of, but for the status of a page that is a refusal. */
  function complaintsOf({ complaints }: Visit): string[] {
    return complaints.filter(
      (text) => !/^Failed to load resource: the server responded with a status of 4\d\d/.test(text),
    );
  }

  it.each(['nobody', 'a listener'])('keeps to our own origin and its policy, for %s', async (who) => {
    if (who === 'a listener') await stage.client.signIn();
    const pages = await pagesFor(stage.client);
    expect(pages).toEqual(
      expect.arrayContaining(['/', '/account/delete', '/graphiql', '/privacy', '/no-such-page']),
    );
    const visit = await startVisit(browser);
    const page = await visit.context.newPage();
    if (who === 'a listener') await signIn(page, origin);
    const later = await startVisit(browser, { storageState: await visit.context.storageState() });
    const looking = await later.context.newPage();
    for (const address of pages) {
      const inline = await look(looking, address);
      // Monaco writes styles, and nothing else does.
      const allowed =
        address === '/graphiql'
          ? expect.not.arrayContaining([expect.stringMatching(/script|\[on|javascript/)])
          : [];
      expect([address, inline]).toEqual([address, allowed]);
    }
    // The demo's artwork is the simulator's, as that of others is Spotify's.
    const artwork = who === 'a listener' ? [stage.instance.simulator.url] : [];
    await looking.goto(origin);
    await until(async () => artwork.every((url) => later.origins.has(url)), 'the page requests artwork');
    expect([...later.origins].sort()).toEqual([origin, ...artwork].sort());
    expect(complaintsOf(later)).toEqual([]);
    await visit.context.close();
    await later.context.close();
  });

  it('runs no script that somebody slips in, and asks nobody else', async () => {
    const { context } = await startVisit(browser);
    const page = await context.newPage();
    for (const address of await pagesFor(stage.client)) {
      await look(page, address, 'load');
      await page.evaluate(`(() => {
        const script = document.createElement('script');
        script.textContent = 'window.slippedIn = true';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src="/nothing" onerror="window.slippedIn = true">');
        document.body.insertAdjacentHTML('beforeend', '<base href="https://evil.example/">');
      })()`);
      expect([address, await page.evaluate('window.slippedIn')]).toEqual([address, undefined]);
      expect(await page.evaluate('document.baseURI')).toContain(origin);
      const asked = `fetch('http://127.0.0.1:1/').then(() => 'sent', (error) => String(error))`;
      expect(await refusalOf(page, asked)).toContain('connect-src');
    }
    await context.close();
  });

  it('is shown in no frame of anybody', async () => {
    const { context } = await startVisit(browser);
    for (const address of await pagesFor(stage.client)) {
      expect([address, await framed(context, address)]).toEqual([address, false]);
    }
    await context.close();
  });

  /** The directive that stood in the way of what a page tried. */
  function refusalOf(page: Page, tried: string): Promise<string> {
    return page.evaluate(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), { once: true });
      ${tried};
    })`);
  }

  /** Whether a page of another site can have one of ours within it. */
  async function framed(context: BrowserContext, address: string): Promise<boolean> {
    const page = await context.newPage();
    const body = `<iframe src="${origin}${address}"></iframe>`;
    await page.route('http://elsewhere.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body }),
    );
    await page.goto('http://elsewhere.example/', { waitUntil: 'load' });
    const shown = page.frames().some((frame) => frame.url().startsWith(origin));
    await page.close();
    return shown;
  }
});
