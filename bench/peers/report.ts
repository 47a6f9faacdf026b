import { median } from '../stage/measure.js';
import { roundRows, simulatorRow } from '../stage/round-rows.js';
import type { Row, Table } from '../stage/tables.js';
import type { Contender } from './contenders.js';
import type { Round } from '../stage/load.js';

const APOLLO = 'Apollo + Express';
const JIT = 'Mercurius, JIT';
const NEXT = 'Next.js';

/** Requests per second, relative to another server: the least of one listener, and of 1,000. */
const GOALS = [
  { other: APOLLO, digits: 2, one: 5, many: 0.6 },
  { other: JIT, digits: 2, one: 1 },
  { other: NEXT, digits: 1, one: 10 },
] as const;

/** Shows all servers beside each other. The first is Headliner with one listener, the last Headliner with 1,000. */
export function report(contenders: readonly Contender[], rounds: readonly (readonly Round[])[]): Table {
  const relativeTo = (other: string, value: (round: Round) => number): number[] => {
    const medians = rounds.map((each) => median(each.map(value)));
    const base = medians[contenders.findIndex(({ name }) => name === other)] ?? NaN;
    return medians.map((each) => each / base);
  };
  const ratios = GOALS.map(({ other, digits, one, ...rest }): Row => {
    const times = relativeTo(other, ({ rate }) => rate);
    const many = 'many' in rest ? rest.many : 0;
    const [first = NaN, last = NaN] = [times[0], times.at(-1)];
    return {
      what: `requests per second, relative to ${other}`,
      values: times.map((each) => each.toFixed(digits)),
      goal: [
        `one listener at least ${one}${many ? `, 1,000 listeners at least ${many}` : ''}`,
        first >= one && last >= many,
      ],
      headline: {
        what: `topArtists requests per second, relative to ${other}: one listener, 1,000 listeners`,
        value: `${first.toFixed(digits)}, ${last.toFixed(digits)}`,
      },
    };
  });
  const isHeadliner = (column: number): boolean => contenders[column]?.name.startsWith('Headliner') ?? false;
  const [rate, ...others] = roundRows(rounds, isHeadliner);
  return {
    title: 'One query on 16 connections',
    columns: contenders.map(({ name }) => name),
    rows: [
      rate,
      ...ratios,
      {
        what: `requests per second of CPU time, relative to ${APOLLO}`,
        values: relativeTo(APOLLO, ({ cpuMs }) => 1 / cpuMs).map((each) => each.toFixed(2)),
      },
      ...others,
      simulatorRow(rounds, (column) => contenders[column]?.name === NEXT),
    ],
  };
}

/** What Headliner does for every request and the peers do not. */
export const OMITTED: Table = {
  title: 'What the peers leave out',
  columns: ['Headliner', APOLLO, 'Yoga', 'Mercurius', JIT, NEXT],
  rows: [
    {
      what: 'authentication',
      values: [
        'access token, looked up twice a second',
        ...repeat('none'),
        'session cookie, decrypted and encrypted again for each request',
      ],
    },
    {
      what: 'data',
      values: [
        'PostgreSQL; responses are reused for at most half a second',
        ...repeat('a constant'),
        'asks Spotify for each request, and keeps nothing',
      ],
    },
    {
      what: 'limits',
      values: ['depth, aliases, directives, tokens, cost, cost per minute', ...repeat('none'), 'none'],
    },
    { what: 'budget for calls to Spotify', values: ['yes', ...repeat('calls nothing'), 'none'] },
    { what: 'log, metrics, security headers', values: ['yes', ...repeat('none'), 'none'] },
    {
      what: 'HTTP',
      values: ['Express under Nest', 'Express', "Node's own", 'Fastify', 'Fastify', 'Next.js'],
    },
    {
      what: 'execution',
      values: [
        'graphql-js',
        'graphql-js',
        'graphql-js',
        'graphql-js',
        'graphql-jit',
        'an API route, no GraphQL',
      ],
    },
  ],
};

function repeat(word: string): string[] {
  return [word, word, word, word];
}
