import { z } from 'zod';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { readEnvironment } from '#runtime';
import { buildOnce } from './build-once.js';

/** Where Chromium is; and whether a pipeline runs the tests, which must not lose any of them. */
export const browserSettings = readEnvironment(
  z.object({ CHROMIUM_PATH: z.string().default('/usr/bin/chromium'), CI: z.string().optional() }),
);

/** Chromium without a window, and without any request of its own making. */
export function startBrowser(): Promise<Browser> {
  // The pages that it opens are built.
  buildOnce();
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

/** A fresh browser profile, and what its pages did. */
export interface Visit {
  readonly context: BrowserContext;
  /** The origins of all requests that pages and their workers made; `data:` and `blob:` are not requests. */
  readonly origins: ReadonlySet<string>;
  /** Errors that pages threw or the browser reported, refusals by a content security policy included. */
  readonly complaints: readonly string[];
}

/** Opens a fresh profile that records every request made and every complaint. */
export async function startVisit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options);
  // Sooner than the test runner gives up: the browser knows what it was waiting for.
  context.setDefaultTimeout(10_000);
  const origins = new Set<string>();
  const complaints: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol)) origins.add(url.origin);
  });
  context.on('weberror', (event) => complaints.push(event.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  return { context, origins, complaints };
}
