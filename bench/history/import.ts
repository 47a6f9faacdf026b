import { openAsBlob } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Client } from '../../test/support/client.js';
import type { GraphqlClient } from '../charts/clients.js';
import { CHART } from '../charts/questions.js';
import type { Serving } from '../stage/child.js';
import { cpuMs, peakMb, quantile, residentMb, resetPeakMb, treeCpuMs } from '../stage/measure.js';
import { createAuthorization, type Stage } from '../stage/stage.js';

/** How long another listener waits between two charts. */
const PAUSE_MS = 200;

const imported = z.object({
  plays: z.object({ read: z.int(), counted: z.int(), skipped: z.object({ short: z.int() }) }),
  days: z.object({ reconstructed: z.record(z.string(), z.int()) }),
  artists: z.object({ matched: z.int(), toLink: z.int() }),
  agreement: z.array(z.object({ range: z.string(), days: z.int(), similarity: z.number() })),
});

/** What one import costs. */
export interface ImportCost {
  readonly answer: z.output<typeof imported>;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly postgresCpuSeconds: number;
  readonly residentMb: number;
  /** The most resident memory during the import. */
  readonly peakMb: number;
  readonly transactions: number;
  readonly statements: number;
  /** The latencies of charts of another listener during the import. */
  readonly chartMs: { readonly p50: number; readonly p99: number };
}

/**
 * Imports an archive as a listener, while another listener reads charts.
 *
 * @throws if the import fails
 */
export async function measureImport(
  stage: Stage,
  api: Serving,
  listener: string,
  path: string,
  other: GraphqlClient,
): Promise<ImportCost> {
  const browser = new Client(api.url, stage.control);
  await browser.signIn(listener);
  const authorization = await createAuthorization(browser, 'WRITE');
  const body = await openAsBlob(path, { type: 'application/zip' });
  await stage.resetStatements();
  const before = residentMb(api.pid);
  const [cpuBefore, postgresBefore] = [cpuMs(api.pid), treeCpuMs(stage.postgresPid)];
  resetPeakMb(api.pid);
  const reading = new AbortController();
  const latencies = readCharts(other, reading.signal);
  const startedAt = performance.now();
  const response = await fetch(`${api.url}/import`, { method: 'POST', headers: { authorization }, body });
  const text = await response.text();
  const seconds = (performance.now() - startedAt) / 1_000;
  reading.abort();
  if (!response.ok) throw new Error(`No report: the import failed: ${text}`);
  const charts = await latencies;
  return {
    answer: imported.parse(JSON.parse(text)),
    seconds,
    cpuSeconds: (cpuMs(api.pid) - cpuBefore) / 1_000,
    postgresCpuSeconds: (treeCpuMs(stage.postgresPid) - postgresBefore) / 1_000,
    residentMb: before,
    peakMb: peakMb(api.pid),
    transactions: await stage.transactions(),
    statements: await stage.statements(),
    chartMs: { p50: quantile(charts, 0.5), p99: quantile(charts, 0.99) },
  };
}

async function readCharts(client: GraphqlClient, stopped: AbortSignal): Promise<number[]> {
  const latencies: number[] = [];
  while (!stopped.aborted) {
    latencies.push((await client.query(CHART.query)).milliseconds);
    await delay(PAUSE_MS);
  }
  return latencies;
}
