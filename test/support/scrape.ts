import { expect } from '@jest/globals';
import type { OurProcess } from './our-process.js';
import { until } from './until.js';

/** The value of each sample by its name and labels, as Prometheus writes them. */
export type Scrape = ReadonlyMap<string, number>;

/** Scrapes the metrics of a process, with this METRICS_TOKEN or none. */
export async function scrape({ url }: OurProcess, token?: string): Promise<Scrape> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/metrics`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.replace(/^.* /, ''))]));
}

/**
 * Scrapes until the metrics meet a condition, and returns them.
 *
 * @throws if they do not within 20 s
 */
export async function scrapeUntil(
  process: OurProcess,
  condition: (metrics: Scrape) => boolean,
  token?: string,
): Promise<Scrape> {
  let metrics: Scrape = new Map();
  const meetsCondition = async (): Promise<boolean> => condition((metrics = await scrape(process, token)));
  await until(meetsCondition, 'the metrics meet the condition', 20_000);
  return metrics;
}
