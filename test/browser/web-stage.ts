import { afterAll, beforeAll } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openVisit, startBrowser, type Visit } from '../support/browser.js';
import { type Client, Instance, type OurProcess } from '../support/index.js';
import { shareSession } from './page-actions.js';
import { recordWeeks } from './web-history.js';

/** One API, one browser, and one listener with a history, for the tests of the web page. */
export interface WebStage {
  readonly instance: Instance;
  readonly origin: string;
  /** A client of the API with the listener's session. */
  readonly client: Client;
  /** Opens a page as the signed-in listener, in a new browser profile; close its `context`. Without a path it is empty. */
  visit(path?: string, options?: BrowserContextOptions): Promise<Visit & { page: Page }>;
  /** Opens a page as a visitor who is not signed in; close its `context`. */
  visitSignedOut(path: string, options?: BrowserContextOptions): Promise<Visit & { page: Page }>;
}

interface Opened {
  browser: Browser;
  instance: Instance;
  api: OurProcess;
  client: Client;
}

/** Sets up the stage for all tests of a file. They share its data: changes of one test are visible to the next. */
export function setWebStage(): WebStage {
  const opened: Partial<Opened> = {};
  const get = <Part extends keyof Opened>(part: Part): Opened[Part] => {
    const value: Partial<Opened>[Part] = opened[part];
    if (value === undefined) throw new Error('The stage is available only within tests.');
    return value;
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

  async function visit(path?: string, options?: BrowserContextOptions, client?: Client) {
    const origin = get('api').url;
    const profile = await openVisit(get('browser'), options);
    profile.context.setDefaultTimeout(30_000);
    if (client) await shareSession(profile.context, client);
    const page = await profile.context.newPage();
    if (path !== undefined) await page.goto(origin + path);
    return { ...profile, page };
  }

  return {
    get instance() {
      return get('instance');
    },
    get origin() {
      return get('api').url;
    },
    get client() {
      return get('client');
    },
    visit: (path, options) => visit(path, options, get('client')),
    visitSignedOut: (path, options) => visit(path, options),
  };
}
