import type { Row, Table } from '../stage/tables.js';
import type { DayCost } from './day.js';
import type { Size } from './stored-size.js';
import type { Runs } from './runs.js';

export interface Measured extends Runs {
  /** Resident memory in MB with few listeners in the database, and with 100,000. */
  readonly residentSmall: number;
  readonly residentLarge: number;
  /** Stored bytes of one listener's year. */
  readonly bytes: number;
}

/** What a worker costs. */
export function report({ bare, one: [, , one], two, residentSmall, residentLarge, bytes }: Measured): Table {
  const bareEach = bare.cpuMs / (bare.lists / 3);
  // They are measured one after the other, so both are divided by the machine's speed at the time.
  const bareTimes = (day: DayCost): number => cpuEach(day) / day.yardstickMs / (bareEach / bare.yardstickMs);
  const times = bareTimes(one);
  const rows: Row[] = [
    { what: 'bare client: listeners per second', values: [(bare.lists / 3 / bare.seconds).toFixed(0)] },
    { what: 'one worker: listeners per second', values: [(one.listeners / one.seconds).toFixed(0)] },
    { what: 'two workers: listeners per second', values: [(two.listeners / two.seconds).toFixed(0)] },
    { what: 'bare client: CPU per listener', values: [ms(bareEach)] },
    { what: 'one worker: CPU per listener', values: [ms(cpuEach(one))] },
    {
      what: 'reading and writing 60 kB of JSON beside the bare client, one worker, two workers',
      values: [[bare, one, two].map(({ yardstickMs }) => yardstickMs.toFixed(2)).join(', ') + ' ms'],
    },
    {
      what: 'one worker: CPU relative to the bare client, both divided by that time',
      values: [times.toFixed(2)],
      goal: ['at most 4', times <= 4],
      headline: {
        what: "Recording a listener's day: CPU, relative to only fetching and parsing the lists",
        value: times.toFixed(2),
      },
    },
    {
      what: 'two workers: CPU relative to the bare client, both divided by that time',
      values: [bareTimes(two).toFixed(2)],
    },
    {
      what: 'one worker: SQL statements per listener',
      values: [statementsEach(one).toFixed(2)],
      goal: ['at most 10', statementsEach(one) <= 10],
    },
    { what: 'resident memory, 100 listeners in the database', values: [`${Math.round(residentSmall)} MB`] },
    {
      what: 'resident memory, 100,000 listeners in the database',
      values: [`${Math.round(residentLarge)} MB`],
      goal: ['at most a tenth above 100 listeners', residentLarge <= residentSmall * 1.1],
    },
    {
      what: 'history of one listener and year, with indexes',
      values: [`${Math.round(bytes / 1_000)} kB`],
      goal: ['at most 400 kB', bytes <= 400_000],
      headline: {
        what: "A listener's history of one year, with indexes",
        value: `${Math.round(bytes / 1_000)} kB`,
      },
    },
  ];
  return { title: 'One day of snapshots', columns: ['measured'], rows };
}

/** How costs depend on the number of listeners due at once. */
export function crowdTable({ one }: Runs): Table {
  const [, some, many] = one;
  return {
    title: 'One worker, by the number of listeners due at once',
    columns: ['10 listeners', '100', '1,000'],
    rows: [
      {
        what: 'CPU per listener',
        values: one.map((run) => ms(cpuEach(run))),
        goal: ['for 1,000 at most a quarter above 100', cpuEach(many) <= cpuEach(some) * 1.25],
      },
      { what: 'SQL statements per listener', values: one.map((run) => statementsEach(run).toFixed(2)) },
      {
        what: 'listeners per second',
        values: one.map(({ listeners, seconds }) => (listeners / seconds).toFixed(0)),
      },
    ],
  };
}

/** How costs depend on the number of listeners in the database. */
export function sizeTable(sizes: readonly Size[]): Table {
  const last = sizes.at(-1);
  const [least, most] = [
    Math.min(...sizes.map(({ bytes }) => bytes)),
    Math.max(...sizes.map(({ bytes }) => bytes)),
  ];
  const byIndex = (key: 'noneDue' | 'someDue'): Row['goal'] => [
    'by index, under 5 ms',
    sizes.every((size) => size[key].findingMs < 5 && size[key].index !== null),
  ];
  return {
    title: 'A tick, and stored data, by the number of listeners',
    columns: sizes.map(({ listeners }) => `${listeners.toLocaleString('en')} listeners`),
    rows: [
      {
        what: 'finding due listeners when there are none',
        values: sizes.map(({ noneDue }) => ms(noneDue.findingMs)),
        goal: byIndex('noneDue'),
      },
      {
        what: 'listeners that become due between two ticks',
        values: sizes.map(({ someDue }) => String(someDue.due)),
      },
      {
        what: 'finding them',
        values: sizes.map(({ someDue }) => ms(someDue.findingMs)),
        goal: byIndex('someDue'),
        headline: {
          what: `Finding ${last?.someDue.due} due listeners among ${last?.listeners.toLocaleString('en')}`,
          value: ms(last?.someDue.findingMs ?? NaN),
        },
      },
      { what: 'finding and claiming them', values: sizes.map(({ someDue }) => ms(someDue.claimingMs)) },
      {
        what: 'claiming, per listener',
        values: sizes.map(
          ({ someDue: { claimingMs, due } }) => `${((claimingMs * 1_000) / due).toFixed(0)} µs`,
        ),
      },
      {
        what: 'history of one listener and day, with indexes',
        values: sizes.map(({ bytes }) => `${(bytes / 1_000).toFixed(2)} kB`),
        goal: ['at most a tenth apart', most <= least * 1.1],
      },
    ],
  };
}

function cpuEach({ cpuMs, listeners }: DayCost): number {
  return cpuMs / listeners;
}

function statementsEach({ statements, listeners }: DayCost): number {
  return statements / listeners;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(2)} ms`;
}
