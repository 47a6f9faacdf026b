import { beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
} from 'graphql';
import { setStage } from '../support/index.js';
import { artistId } from './history.js';
import { recordStory } from './story.js';

const stage = setStage();
const schema = buildSchema(readFileSync('apps/api/src/graphql/schema.graphql', 'utf8'));

/** Every argument of type Date in the schema, with its field. */
const DATES = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type))
  .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
  .flatMap(({ type, field }) =>
    field.args
      .filter((argument) => getNamedType(argument.type).name === 'Date')
      .map((argument) => [`${type.name}.${field.name}`, argument.name, field] as const),
  );

/** Builds a selection of one field, with values for its required arguments and `day` for one argument. */
function query(path: string, field: GraphQLField<unknown, unknown>, argument: string, day: string): string {
  const needed = field.args
    .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
    .map(({ name, type }) => {
      const named = getNamedType(type);
      return `${name}: ${isEnumType(named) ? named.getValues()[0]?.name : '2026'}`;
    });
  const selection = `${field.name}(${[...needed, `${argument}: ${day}`].join(', ')}) { __typename }`;
  if (path.startsWith('Coverage.')) return `viewer { coverage(range: SHORT_TERM) { ${selection} } }`;
  return path.startsWith('Artist.') ? `artist(id: "${artistId('A')}") { ${selection} }` : selection;
}

describe('a Date argument', () => {
  beforeEach(async () => void (await recordStory(stage)));

  it('is one of the eight that these tests expect', () => {
    expect(DATES.map(([path, argument]) => `${path}(${argument})`).toSorted()).toEqual([
      'Artist.rankHistory(from)',
      'Artist.rankHistory(to)',
      'Coverage.gaps(before)',
      'Query.chart(comparedTo)',
      'Query.chart(on)',
      'Query.charts(from)',
      'Query.charts(to)',
      'Query.momentum(on)',
    ]);
  });

  it.each(DATES)(
    'refuses a day that does not exist, as a literal and as a variable, each time: %s(%s)',
    async (path, argument, field) => {
      const literal = `{ ${query(path, field, argument, '"2026-02-30"')} __typename }`;
      const variable = `query ($day: Date) { ${query(path, field, argument, '$day')} __typename }`;
      for (const text of [literal, variable, literal, variable, variable]) {
        const { data, errors } = await stage.client.graphql(text, { day: '2026-02-30' });
        expect(errors).toHaveLength(1);
        expect(errors?.[0]).toMatchObject({
          message: expect.stringContaining(`"${argument}"`),
          extensions: { code: 'BAD_USER_INPUT' },
        });
        // The other fields are still answered.
        expect(data).toMatchObject({ __typename: 'Query' });
      }
    },
  );

  it.each(DATES)('accepts a day that exists, null and no value: %s(%s)', async (path, argument, field) => {
    const variable = `query ($day: Date) { ${query(path, field, argument, '$day')} }`;
    for (const day of [null, '2026-06-10', undefined]) {
      expect((await stage.client.graphql(variable, { day })).errors).toBeUndefined();
    }
  });
});
