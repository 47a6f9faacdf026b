import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildSchema, validate } from 'graphql';
import { MAX_LINES } from '../bump-chart/slots.js';
import { trendsQuery } from './trends.query.js';

const schema = buildSchema(readFileSync('apps/api/src/graphql/schema.graphql', 'utf8'));

test.each([1, 2, MAX_LINES])('the query for %i artists is valid against the schema', (artists) => {
  expect(validate(schema, trendsQuery(artists))).toEqual([]);
});
