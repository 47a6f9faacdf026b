import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ENDPOINTS } from '../security/endpoints.js';
import { openVisit, startBrowser, type Visit } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { type Client, setStage } from '../support/index.js';
import { until } from '../support/until.js';
import { shareSession } from './page-actions.js';

jest.setTimeout(120_000);

/** Collects inline scripts, styles and event handlers; no page but GraphiQL has any. */
const INLINE_CONTENT = `[...document.querySelectorAll('*')].flatMap((element) => [
  ...(element.matches('script:not([src]), style') ? [element.localName] : []),
  ...[...element.attributes].filter(({ name, value }) =>
    name === 'style' || name.startsWith('on') || /^\\s*javascript:/i.test(value)).map(({ name }) => element.localName + '[' + name + ']'),
])`;

describeInBrowser('page security', () => {
  const stage = setStage();
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    browser = await startBrowser();
    origin = stage.api.url;
  });
  afterAll(() => browser?.close());

  /** Requests every route, and returns the addresses that answer with a page, each with its policy. */
  async function findPages(client: Client): Promise<Map<string, string>> {
    const endpoints = Object.values(ENDPOINTS).filter(({ method, last }) => method === undefined && !last);
    const addresses = [...endpoints.map(({ path }) => path), '/graphql', '/no-such-page'];
    const pages = new Map<string, string>();
    for (const address of addresses) {
      const { headers } = await client.fetch(address, { headers: { accept: 'text/html' } });
      if (!headers.get('content-type')?.startsWith('text/html')) continue;
      pages.set(address, headers.get('content-security-policy') ?? 'no policy');
    }
    return pages;
  }

  /** Opens a page, waits until it is loaded, and returns its inline content. */
  async function openPage(
    page: Page,
    address: string,
    waitUntil: 'load' | 'networkidle' = 'networkidle',
  ): Promise<unknown> {
    await page.goto(origin + address, { waitUntil });
    if (address === '/graphiql') await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    expect(await page.locator('body').textContent()).toMatch(/\w/);
    return page.evaluate(INLINE_CONTENT);
  }

  /** Returns the browser's errors, except those of pages with a 4xx status. */
  function unexpectedErrors({ browserErrors }: Visit): string[] {
    return browserErrors.filter(
      (text) => !/^Failed to load resource: the server responded with a status of 4\d\d/.test(text),
    );
  }

  it.each([
    ['a visitor', false],
    ['a signed-in listener', true],
  ])(
    'every page for %s has no inline code, and requests only artwork from other origins',
    async (_, signedIn) => {
      if (signedIn) await stage.client.signIn();
      const pages = [...(await findPages(stage.client)).keys()];
      expect(pages).toEqual(
        expect.arrayContaining(['/', '/account/delete', '/graphiql', '/privacy', '/no-such-page']),
      );
      const visit = await openVisit(browser);
      if (signedIn) await shareSession(visit.context, stage.client);
      const page = await visit.context.newPage();
      for (const address of pages) {
        const inline = await openPage(page, address);
        // Monaco adds inline styles, and nothing else.
        const allowed =
          address === '/graphiql'
            ? expect.not.arrayContaining([expect.stringMatching(/script|\[on|javascript/)])
            : [];
        expect([address, inline]).toEqual([address, allowed]);
      }
      // Demo artwork comes from the simulator.
      const artwork = signedIn ? [stage.instance.simulator.url] : [];
      await page.goto(origin);
      await until(async () => artwork.every((url) => visit.origins.has(url)), 'the page requests artwork');
      expect([...visit.origins].sort()).toEqual([origin, ...artwork].sort());
      expect(unexpectedErrors(visit)).toEqual([]);
      await visit.context.close();
    },
  );

  it('the policy of every page blocks injected scripts and connections to other origins', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    // The browser goes by the policy alone, so one page of each policy is enough.
    const pages = new Map<string, string>();
    for (const [address, policy] of await findPages(stage.client)) {
      if (!pages.has(policy)) pages.set(policy, address);
    }
    expect([...pages.values()]).toEqual(['/', '/graphiql']);
    for (const address of pages.values()) {
      await openPage(page, address, 'load');
      await page.evaluate(`(() => {
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src="/nothing" onerror="window.injected = true">');
        document.body.insertAdjacentHTML('beforeend', '<base href="https://evil.example/">');
      })()`);
      expect([address, await page.evaluate('window.injected')]).toEqual([address, undefined]);
      expect(await page.evaluate('document.baseURI')).toContain(origin);
      const request = `fetch('http://127.0.0.1:1/').then(() => 'sent', (error) => String(error))`;
      expect(await violatedDirective(page, request)).toContain('connect-src');
    }
    await context.close();
  });

  it('the policy lets no other site show a page in a frame', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    const pages = [...(await findPages(stage.client)).keys()];
    await page.route('http://elsewhere.example/**', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: pages
          .map((address) => `<iframe name="${address}" src="${origin}${address}"></iframe>`)
          .join(''),
      }),
    );
    await page.goto('http://elsewhere.example/', { waitUntil: 'load' });
    const frames = page.frames().slice(1);
    expect(frames.map((frame) => frame.name())).toEqual(pages);
    expect(frames.filter((frame) => frame.url().startsWith(origin))).toEqual([]);
    await context.close();
  });

  /** Runs a script, and returns the directive that it violates. */
  function violatedDirective(page: Page, script: string): Promise<string> {
    return page.evaluate(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), { once: true });
      ${script};
    })`);
  }
});
