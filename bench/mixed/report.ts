import type { Row, Table } from '../stage/table.js';
import { type Trend, trendOf } from './flatness.js';
import type { Done } from './lane.js';
import type { Memory } from './watch.js';

export interface Measured {
  readonly minutes: number;
  readonly done: readonly Done[];
  readonly memory: readonly Memory[];
  /** CPU, in milliseconds. */
  readonly apiCpuMs: number;
}

/** Whether every answer was right, and all memory flat. */
export function holds({ done, memory }: Measured): boolean {
  return (
    done.every(({ failures }) => failures.length === 0) && trendsOf(memory).every(({ trend }) => trend.flat)
  );
}

export function report(measured: Measured): Table {
  const { minutes, done, memory, apiCpuMs } = measured;
  const requests = done.reduce((sum, one) => sum + one.requests, 0);
  const failed = done.reduce((sum, { failures }) => sum + failures.length, 0);
  return {
    title: `Everything at once for ${minutes} minutes`,
    columns: ['measured'],
    rows: [
      ...done.map(({ name, times, p50, p99 }): Row => ({
        what: `${name}: times, p50, p99`,
        values: [`${times}, ${p50.toFixed(0)} ms, ${p99.toFixed(0)} ms`],
      })),
      { what: 'requests', values: [String(requests)] },
      { what: 'CPU of the API per request', values: [`${(apiCpuMs / requests).toFixed(2)} ms`] },
      { what: 'answers that were wrong, or failed', values: [String(failed)], goal: ['none', failed === 0] },
      ...trendsOf(memory).flatMap(({ name, trend }): Row[] => [
        { what: `${name}: median`, values: [megabytes(trend.median)] },
        {
          what: `${name}: growth over the second half (95 % interval)`,
          values: [`${megabytes(trend.growth)} (${megabytes(trend.least)} to ${megabytes(trend.most)})`],
          goal: ['at most a twentieth', trend.flat],
        },
      ]),
    ],
  };
}

function trendsOf(memory: readonly Memory[]): { name: string; trend: Trend }[] {
  return memory.flatMap(({ name, resident, held }) => [
    { name: `heap of the ${name} after collecting garbage`, trend: trendOf(held) },
    { name: `resident memory of the ${name}`, trend: trendOf(resident) },
  ]);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
