import { type Row, table } from '../stage/table.js';
import type { Cost } from './cost.js';

/** What was measured among so many others. */
export interface Measured {
  readonly chart: Cost;
  readonly cold: Cost;
  readonly trend: Cost;
  readonly page: Cost;
  readonly most: Cost;
  /** In MB. */
  readonly resident: number;
}

/** Measured twice may differ by so much. */
const SAME = 1.25;

/** What was measured, in Markdown: among 1,000 others, and among 10,000. */
export function report(few: Measured, many: Measured): string {
  const both = [few, many];
  const rows = (what: string, of: (measured: Measured) => Cost, mostMs: number): Row[] => {
    const costs = both.map(of);
    const flat = of(many).p50 <= of(few).p50 * SAME;
    const fixed = (value: number): string => value.toFixed(1);
    return [
      {
        what: `${what}: p50`,
        values: costs.map(({ p50 }) => `${fixed(p50)} ms`),
        goal: [`under ${mostMs} ms, and flat`, flat && costs.every(({ p50 }) => p50 < mostMs)],
      },
      { what: `${what}: p95`, values: costs.map(({ p95 }) => `${fixed(p95)} ms`) },
      { what: `${what}: CPU of the API`, values: costs.map((cost) => `${fixed(cost.cpuMs)} ms`) },
      { what: `${what}: SQL statements`, values: costs.map(({ statements }) => statements.toFixed(2)) },
    ];
  };
  return table(
    ['among 1,000 others', 'among 10,000 others'],
    [
      ...rows('chart', ({ chart }) => chart, 10),
      ...rows('chart, the history to be read anew', ({ cold }) => cold, 40),
      ...rows('rank histories', ({ trend }) => trend, 20),
      ...rows('weekly charts', ({ page }) => page, 40),
      {
        what: 'the most that is admitted: p50',
        values: both.map(({ most }) => `${Math.round(most.p50)} ms`),
      },
      {
        what: 'the most that is admitted: p99',
        values: both.map(({ most }) => `${Math.round(most.p99)} ms`),
        goal: ['under 1 s', both.every(({ most }) => most.p99 < 1_000)],
      },
      {
        what: 'resident memory of the API',
        values: both.map(({ resident }) => `${Math.round(resident)} MB`),
      },
    ],
  );
}
