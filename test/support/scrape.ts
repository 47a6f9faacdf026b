import { expect } from '@jest/globals';
import type { OurProcess } from './our-process.js';

/** What a scrape of a process found: the value of each sample by its name, labels included, as it is written. */
export type Scrape = ReadonlyMap<string, number>;

/** Scrapes as a machine would that has the token, or needs none. */
export async function scrape({ url }: OurProcess, token?: string): Promise<Scrape> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/metrics`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.replace(/^.* /, ''))]));
}

/** Scrapes until it finds what is wanted, and answers that; 20 s at most. */
export async function scrapeUntil(process: OurProcess, wanted: (found: Scrape) => boolean): Promise<Scrape> {
  const limit = performance.now() + 20_000;
  for (;;) {
    const found = await scrape(process);
    if (wanted(found) || performance.now() > limit) return found;
  }
}
