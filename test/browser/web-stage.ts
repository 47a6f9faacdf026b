import { afterAll, beforeAll } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startBrowser, startVisit, type Visit } from '../support/browser.js';
import { type Client, Instance, type OurProcess } from '../support/index.js';
import { recordWeeks } from './web-history.js';

/** What the tests of the page for people stand on: one API, one browser, and one listener with a history. */
export interface WebStage {
  readonly instance: Instance;
  readonly origin: string;
  /** The listener's own access to the API, besides the pages. */
  readonly client: Client;
  /** Opens a page of the listener's, signed in, in a profile of its own; close its `context`. */
  visit(path: string, options?: BrowserContextOptions): Promise<Visit & { page: Page }>;
  /** The same for somebody who is not signed in. */
  visitAsStranger(path: string, options?: BrowserContextOptions): Promise<Visit & { page: Page }>;
}

/** Opens the stage for all tests of a file; what one of them changes, the next one sees. */
export function setWebStage(): WebStage {
  let opened: { instance: Instance; api: OurProcess; client: Client; browser: Browser } | undefined;
  const stage = (): NonNullable<typeof opened> => {
    if (!opened) throw new Error('the stage is set before the first test, not before');
    return opened;
  };

  beforeAll(async () => {
    const [instance, browser] = await Promise.all([Instance.open(), startBrowser()]);
    const api = await instance.startApi();
    const client = instance.client(api);
    opened = { instance, api, client, browser };
    await client.signIn();
    await recordWeeks(instance, client);
  }, 120_000);
  afterAll(async () => {
    await opened?.browser.close();
    await opened?.api.stop();
    await opened?.instance.close();
  });

  async function visit(path: string, options: BrowserContextOptions | undefined, cookie: string) {
    const { browser, api } = stage();
    const begun = await startVisit(browser, options);
    begun.context.setDefaultTimeout(30_000);
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    if (value) await begun.context.addCookies([{ name, value, url: api.url }]);
    const page = await begun.context.newPage();
    await page.goto(api.url + path);
    return { ...begun, page };
  }

  return {
    get instance() {
      return stage().instance;
    },
    get origin() {
      return stage().api.url;
    },
    get client() {
      return stage().client;
    },
    visit: (path, options) => visit(path, options, stage().client.cookie),
    visitAsStranger: (path, options) => visit(path, options, ''),
  };
}
