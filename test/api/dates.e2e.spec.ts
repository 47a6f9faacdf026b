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

/** Every argument of the schema that is a day, and a field that takes it. */
const DATES = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type))
  .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
  .flatMap(({ type, field }) =>
    field.args
      .filter((argument) => getNamedType(argument.type).name === 'Date')
      .map((argument) => [`${type.name}.${field.name}`, argument.name, field] as const),
  );

/** Asks for one field, its first enum value for what it needs, and `day` for one argument. */
function query(path: string, field: GraphQLField<unknown, unknown>, argument: string, day: string): string {
  const needed = field.args
    .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
    .map(({ name, type }) => {
      const named = getNamedType(type);
      return `${name}: ${isEnumType(named) ? named.getValues()[0]?.name : '2026'}`;
    });
  const asked = `${field.name}(${[...needed, `${argument}: ${day}`].join(', ')}) { __typename }`;
  if (path.startsWith('Coverage.')) return `viewer { coverage(range: SHORT_TERM) { ${asked} } }`;
  return path.startsWith('Artist.') ? `artist(id: "${artistId('A')}") { ${asked} }` : asked;
}

describe('a day that does not exist', () => {
  beforeEach(async () => void (await recordStory(stage)));

  it('can be given to these arguments', () => {
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
    'is refused by %s, which names %s, however often and whichever way it is given',
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
        // The other fields stand.
        expect(data).toMatchObject({ __typename: 'Query' });
      }
    },
  );

  it.each(DATES)('is no reason to refuse one that does, or none: %s(%s)', async (path, argument, field) => {
    const variable = `query ($day: Date) { ${query(path, field, argument, '$day')} }`;
    for (const day of [null, '2026-06-10', undefined]) {
      expect((await stage.client.graphql(variable, { day })).errors).toBeUndefined();
    }
  });
});
