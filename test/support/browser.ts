import { existsSync } from 'node:fs';
import { z } from 'zod';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { buildOnce } from './build-once.js';

const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';

/** The path of Chromium, and whether the tests run in CI, where they must not be skipped. */
export const browserSettings = z
  .object({
    // The headless shell takes 0.2 s of CPU for a page. Chromium itself takes 0.9 s, since it opens a window for each.
    CHROMIUM_PATH: z.string().default(existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : '/usr/bin/chromium'),
    CI: z.string().optional(),
  })
  .parse(process.env);

/** Starts headless Chromium after building the pages. */
export function startBrowser(): Promise<Browser> {
  buildOnce();
  return launchBrowser();
}

/** Starts headless Chromium without its background requests. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserSettings.CHROMIUM_PATH,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** A new browser profile, and what its pages did. */
export interface Visit {
  readonly context: BrowserContext;
  /** The origins of all requests of pages and their workers, without `data:` and `blob:`. */
  readonly origins: ReadonlySet<string>;
  /** Errors that pages threw or the browser logged, including violations of a content security policy. */
  readonly browserErrors: readonly string[];
}

/** Opens a new profile that records every origin and error. */
export async function openVisit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options);
  // Shorter than the test runner's limit, since Playwright's error names what it waited for.
  context.setDefaultTimeout(10_000);
  const origins = new Set<string>();
  const browserErrors: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol)) origins.add(url.origin);
  });
  context.on('weberror', (event) => browserErrors.push(event.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') browserErrors.push(`${message.text()} (${message.location().url})`);
  });
  return { context, origins, browserErrors };
}
