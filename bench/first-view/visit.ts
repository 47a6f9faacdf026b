import type { Browser, BrowserContext, CDPSession } from 'playwright-core';
import { z } from 'zod';
import { cpuMs } from '../stage/measure.js';
import type { Serving } from '../stage/child.js';

/** A throttled connection. */
export interface Connection {
  readonly latencyMs: number;
  readonly bytesPerSecond: number;
}

/** The first view of a page, in a browser without a cache. */
export interface FirstView {
  /** From the start of the navigation until the rows are painted. */
  readonly readyMs: number;
  /** Until anything is painted. */
  readonly firstPaintMs: number;
  /** The names in the rows, in order. */
  readonly names: readonly string[];
  /** What had been received by then, by kind of resource, headers included. */
  readonly bytes: Readonly<Record<string, number>>;
  /** Requests sent by then, answered or not. */
  readonly requests: number;
  /** CPU time of the API, for all that the page requests. */
  readonly apiCpuMs: number;
}

/** Rows of the chart that make its first view. */
export const ROWS = 5;
const LONGEST_VISIT_MS = 20_000;

/**
 * Notes when the rows are painted: they are in the document, a frame has begun after that, and the task after the frame runs.
 * No frame begins while stylesheets block rendering.
 */
const WATCH = `window.firstView = new Promise((resolve, reject) => {
  const watcher = new MutationObserver(() => {
    const rows = [...document.querySelectorAll('.chart-rows .row .artist')].slice(0, ${ROWS});
    if (rows.length < ${ROWS}) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      resolve({
        readyMs: performance.now(),
        readyAt: performance.timeOrigin + performance.now(),
        firstPaintMs: paint ? paint.startTime : performance.now(),
        names: rows.map(({ textContent }) => textContent),
      });
    }));
  });
  watcher.observe(document, { childList: true, subtree: true });
  setTimeout(() => reject(new Error('The page shows no chart.')), ${LONGEST_VISIT_MS});
})`;

const noted = z.object({
  readyMs: z.number(),
  /** Epoch milliseconds. */
  readyAt: z.number(),
  firstPaintMs: z.number(),
  names: z.array(z.string()),
});

/** Opens the home page in a new profile with the cookie of a session, and measures until its first view. */
export async function visit(
  browser: Browser,
  api: Serving,
  cookie: string,
  connection?: Connection,
): Promise<FirstView> {
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await context.addCookies([{ name, value, url: api.url }]);
    return await measure(context, api, connection);
  } finally {
    await context.close();
  }
}

async function measure(
  context: BrowserContext,
  api: Serving,
  connection: Connection | undefined,
): Promise<FirstView> {
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  const devtools = await context.newCDPSession(page);
  const traffic = await recordTraffic(devtools);
  if (connection) {
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: connection.latencyMs,
      downloadThroughput: connection.bytesPerSecond,
      uploadThroughput: connection.bytesPerSecond,
    });
  }
  const cpuBefore = cpuMs(api.pid);
  await page.goto(api.url, { waitUntil: 'commit' });
  const { readyAt, ...view } = noted.parse(await page.evaluate('window.firstView'));
  await page.waitForLoadState('networkidle');
  return { ...view, ...traffic.until(readyAt), apiCpuMs: cpuMs(api.pid) - cpuBefore };
}

interface Received {
  readonly kind: string;
  /** Seconds, of the browser's own clock. */
  readonly at: number;
  readonly bytes: number;
}

/** Records when a page sends requests and receives bytes. */
async function recordTraffic(devtools: CDPSession): Promise<{
  until(epochMs: number): Pick<FirstView, 'bytes' | 'requests'>;
}> {
  const kinds = new Map<string, string>();
  const sent: number[] = [];
  const received: Received[] = [];
  /** Epoch seconds at second 0 of the browser's clock. */
  let origin = 0;
  devtools.on('Network.requestWillBeSent', ({ requestId, type, timestamp, wallTime }) => {
    kinds.set(requestId, type ?? 'Other');
    sent.push(timestamp);
    origin = wallTime - timestamp;
  });
  const receivedOf = new Map<string, number>();
  const receive = (requestId: string, at: number, bytes: number): void => {
    received.push({ kind: kinds.get(requestId) ?? 'Other', at, bytes });
    receivedOf.set(requestId, (receivedOf.get(requestId) ?? 0) + bytes);
  };
  devtools.on('Network.responseReceived', ({ requestId, timestamp, response }) =>
    receive(requestId, timestamp, response.encodedDataLength),
  );
  devtools.on('Network.dataReceived', ({ requestId, timestamp, encodedDataLength }) =>
    receive(requestId, timestamp, encodedDataLength),
  );
  // Chromium does not report the parts of every response.
  devtools.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) =>
    receive(requestId, timestamp, encodedDataLength - (receivedOf.get(requestId) ?? 0)),
  );
  await devtools.send('Network.enable');
  return {
    until(epochMs) {
      const end = epochMs / 1_000 - origin;
      const bytes: Record<string, number> = {};
      for (const { kind, at, bytes: count } of received) {
        if (at <= end) bytes[kind] = (bytes[kind] ?? 0) + count;
      }
      return { bytes, requests: sent.filter((at) => at <= end).length };
    },
  };
}
