import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildSchema, validate } from 'graphql';
import { MOST_LINES } from '../bump-chart/slots.js';
import { trendsQuery } from './trends.query.js';

const schema = buildSchema(readFileSync('apps/api/src/graphql/schema.graphql', 'utf8'));

test.each([1, 2, MOST_LINES])('the question for %i artists is one that the schema knows', (artists) => {
  expect(validate(schema, trendsQuery(artists))).toEqual([]);
});
