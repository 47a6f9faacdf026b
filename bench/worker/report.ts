import { type Row, table } from '../stage/table.js';
import type { BareCost } from './bare-client.js';
import type { DayCost } from './day.js';
import type { DueQuery } from './due-query.js';

export interface Measured {
  readonly bare: BareCost;
  readonly one: DayCost;
  readonly two: DayCost;
  /** In MB, with few and with 100,000 listeners in the database. */
  readonly residentSmall: number;
  readonly residentLarge: number;
  readonly due: readonly DueQuery[];
  /** Of one listener's year. */
  readonly bytes: number;
}

/** What was measured and on what, in Markdown. */
export function report(measured: Measured): string {
  return table(['measured'], rowsOf(measured));
}

function rowsOf({ bare, one, two, residentSmall, residentLarge, due, bytes }: Measured): Row[] {
  const bareEach = bare.cpuMs / (bare.lists / 3);
  const each = ({ cpuMs, listeners }: DayCost): number => cpuMs / listeners;
  const statements = one.statements / one.listeners;
  const rate = (listeners: number, seconds: number): string => Math.round(listeners / seconds).toString();
  const fixed = (value: number, unit = ''): string => `${value.toFixed(2)}${unit}`;
  return [
    { what: 'bare client: listeners per second', values: [rate(bare.lists / 3, bare.seconds)] },
    { what: 'one worker: listeners per second', values: [rate(one.listeners, one.seconds)] },
    { what: 'two workers: listeners per second', values: [rate(two.listeners, two.seconds)] },
    { what: 'bare client: CPU per listener', values: [fixed(bareEach, ' ms')] },
    { what: 'one worker: CPU per listener', values: [fixed(each(one), ' ms')] },
    {
      what: "one worker: CPU, times the bare client's",
      values: [fixed(each(one) / bareEach)],
      goal: ['at most 3', each(one) <= 3 * bareEach],
    },
    { what: "two workers: CPU, times the bare client's", values: [fixed(each(two) / bareEach)] },
    {
      what: 'one worker: SQL statements per listener',
      values: [fixed(statements)],
      goal: ['at most 8', statements <= 8],
    },
    { what: 'resident memory, 100 listeners in the database', values: [`${Math.round(residentSmall)} MB`] },
    {
      what: 'resident memory, 100,000 listeners in the database',
      values: [`${Math.round(residentLarge)} MB`],
      goal: ['no more, but for a tenth', residentLarge <= residentSmall * 1.1],
    },
    ...due.flatMap(({ due: count, index, findingMs, claimingMs }): Row[] => [
      {
        what: `finding the ${count} of 100,000 who are due, by ${index ?? 'NO INDEX'}`,
        values: [fixed(findingMs, ' ms')],
        goal: ['by index, under 5 ms', findingMs < 5 && index !== null],
      },
      { what: 'finding and claiming them', values: [fixed(claimingMs, ' ms')] },
    ]),
    {
      what: 'record of one listener and year, with indexes',
      values: [`${Math.round(bytes / 1_000)} kB`],
      goal: ['at most 400 kB', bytes <= 400_000],
    },
  ];
}
