import type { Table } from '../stage/table.js';

const APOLLO = 'Apollo + Express';

/** What the product does for every request and the peers leave out. */
export const LEFT_OUT: Table = {
  title: 'What the peers leave out',
  columns: ['Headliner', APOLLO, 'Yoga', 'Mercurius', 'Mercurius, JIT'],
  rows: [
    { what: 'who asks', values: ['an access token, looked up twice a second', ...none('not asked')] },
    {
      what: 'data',
      values: ['PostgreSQL; a response is reused for half a second at most', ...none('a constant')],
    },
    {
      what: 'limits',
      values: ['depth, aliases, directives, tokens, cost, cost of a minute, counted ahead', ...none('none')],
    },
    { what: 'log, metrics, security headers', values: ['yes', ...none('none')] },
    {
      what: 'HTTP',
      values: ['Express under Nest', 'Express', "Node's own", 'Fastify', 'Fastify'],
    },
    { what: 'execution', values: ['graphql-js', 'graphql-js', 'graphql-js', 'graphql-js', 'graphql-jit'] },
  ],
};

function none(word: string): string[] {
  return [word, word, word, word];
}
