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

interface Opened {
  browser: Browser;
  instance: Instance;
  api: OurProcess;
  client: Client;
}

/** Opens the stage for all tests of a file; what one of them changes, the next one sees. */
export function setWebStage(): WebStage {
  const opened: Partial<Opened> = {};
  const present = <Part extends keyof Opened>(part: Part): Opened[Part] => {
    const found: Partial<Opened>[Part] = opened[part];
    if (found === undefined) throw new Error('the stage is set before the first test, not before');
    return found;
  };

  beforeAll(async () => {
    opened.browser = await startBrowser();
    const { instance, api } = await Instance.borrow();
    const client = instance.client(api);
    Object.assign(opened, { instance, api, client });
    await client.signIn();
    await recordWeeks(instance, client);
  }, 120_000);
  afterAll(async () => {
    await opened.browser?.close();
    await opened.instance?.close();
  });

  async function visit(path: string, options: BrowserContextOptions | undefined, cookie: string) {
    const origin = present('api').url;
    const begun = await startVisit(present('browser'), options);
    begun.context.setDefaultTimeout(30_000);
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    if (value) await begun.context.addCookies([{ name, value, url: origin }]);
    const page = await begun.context.newPage();
    await page.goto(origin + path);
    return { ...begun, page };
  }

  return {
    get instance() {
      return present('instance');
    },
    get origin() {
      return present('api').url;
    },
    get client() {
      return present('client');
    },
    visit: (path, options) => visit(path, options, present('client').cookie),
    visitAsStranger: (path, options) => visit(path, options, ''),
  };
}
