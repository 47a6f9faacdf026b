import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { buildSchema, isEnumType } from 'graphql';
import { REASONS } from './reasons.js';

it('REASONS has a text and a unique mark for every gap reason of the schema', () => {
  const sdl = new URL('../../../api/src/graphql/schema.graphql', import.meta.url);
  const type = buildSchema(readFileSync(sdl, 'utf8')).getType('GapReason');
  const names = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  expect(Object.keys(REASONS).sort()).toEqual(names.sort());
  expect(new Set(Object.values(REASONS).map(({ mark }) => mark)).size).toBe(names.length);
});
