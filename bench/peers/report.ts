import { median } from '../stage/measure.js';
import { type Row, spread, type Table } from '../stage/tables.js';
import type { Contender } from './contenders.js';
import type { Round } from '../stage/load.js';

/** Requests relative to Apollo with Express: of one listener, and of 1,000. */
const GOAL = 5;
const MANY_LISTENERS_GOAL = 0.5;
/** Requests relative to the Next.js app. */
const NEXT_GOAL = 10;

/** The median of each server's rounds, with the lowest and highest in parentheses. */
export function report(contenders: readonly Contender[], rounds: readonly (readonly Round[])[]): Table {
  const row = (what: string, value: (round: Round) => number, digits: number, unit = ''): Row => ({
    what,
    values: rounds.map((each) => spread(each.map(value), digits, unit)),
  });
  const ratios = (what: string, headline: string, value: (round: Round) => number): Row => {
    const medians = rounds.map((each) => median(each.map(value)));
    const apollo = medians[1] ?? NaN;
    const times = medians.map((each) => each / apollo);
    return {
      what,
      values: times.map((each) => each.toFixed(2)),
      goal: [
        `at least ${GOAL.toFixed(1)}; with 1,000 listeners ${MANY_LISTENERS_GOAL.toFixed(1)}`,
        (times[0] ?? 0) >= GOAL && (times.at(-1) ?? 0) >= MANY_LISTENERS_GOAL,
      ],
      headline: { what: headline, value: (times[0] ?? NaN).toFixed(2) },
    };
  };
  const nextRate = median(
    (rounds[contenders.findIndex(({ method }) => method === 'GET')] ?? []).map(({ rate }) => rate),
  );
  const nextTimes = rounds.map((each) => median(each.map(({ rate }) => rate)) / nextRate);
  return {
    title: 'One query on 16 connections',
    columns: contenders.map(({ name }) => name),
    rows: [
      row('requests per second', ({ rate }) => rate, 0),
      ratios(
        'requests per second, relative to Apollo + Express',
        'topArtists requests per second, relative to Apollo Server with Express and a constant',
        ({ rate }) => rate,
      ),
      {
        what: 'requests per second, relative to the Next.js app',
        values: nextTimes.map((times) => times.toFixed(1)),
        goal: [`at least ${NEXT_GOAL}`, (nextTimes[0] ?? 0) >= NEXT_GOAL],
      },
      row('p50', ({ p50 }) => p50, 1, ' ms'),
      row('p99', ({ p99 }) => p99, 1, ' ms'),
      row('CPU per request', ({ cpuMs }) => cpuMs, 3, ' ms'),
      ratios(
        'requests per CPU time, relative to Apollo + Express',
        'topArtists requests per CPU time, relative to the same',
        ({ cpuMs }) => 1 / cpuMs,
      ),
      {
        what: 'CPU of PostgreSQL per request',
        values: rounds.map((each, index) =>
          index === 0 || index === contenders.length - 1
            ? spread(
                each.map(({ postgresMs }) => postgresMs),
                3,
                ' ms',
              )
            : 'none',
        ),
      },
      row('resident memory', ({ residentMb }) => residentMb, 0, ' MB'),
    ],
  };
}

const APOLLO = 'Apollo + Express';

/** What Headliner does for every request and the peers do not. */
export const OMITTED: Table = {
  title: 'What the peers leave out',
  columns: ['Headliner', APOLLO, 'Yoga', 'Mercurius', 'Mercurius, JIT', 'Next.js'],
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
