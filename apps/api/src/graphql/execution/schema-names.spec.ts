import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { buildSchema, isAbstractType, isObjectType } from 'graphql';

const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const fields = types
  .filter(isObjectType)
  .flatMap((type) => Object.keys(type.getFields()).map((field) => ({ type: type.name, field })));

it('no two fields have names that run into one another, as the compiler strings them together', () => {
  const names = fields.map(({ type, field }) => type + field);
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it('no name of a field has an underscore, by which the compiler joins the names of a path', () => {
  expect(fields.filter(({ field }) => field.includes('_'))).toEqual([]);
});

it('there is no type whose objects the compiler would have to tell apart', () => {
  expect(types.filter(isAbstractType)).toEqual([]);
});
