import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readmeQueries } from './readme.js';

const schema = buildSchema(readFileSync('apps/api/src/graphql/schema.graphql', 'utf8'));
const queries = readmeQueries();

describe('the queries of the README', () => {
  it('are found, in blocks and in the table of questions', () => {
    expect(queries.length).toBeGreaterThanOrEqual(12);
  });

  it.each(queries)('ask for what the schema has: %s', (query) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });
});
