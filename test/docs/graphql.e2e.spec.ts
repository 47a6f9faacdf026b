import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { queriesOf } from './pages.js';

const schema = buildSchema(readFileSync('apps/api/src/graphql/schema.graphql', 'utf8'));
const queries = [...queriesOf('README.md'), ...queriesOf('docs/graphql.md')];

describe('the queries of README and recipes', () => {
  it('are found, in blocks and in the table of questions', () => {
    expect(queries.length).toBeGreaterThanOrEqual(13);
  });

  it.each(queries)('ask for what the schema has: %s', (query) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });
});
