import { getNamedType, type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import { DAYS } from './first-listener.js';
import { type Operation, operationsOf, placesOf, type Values } from './operations.js';

export const DAY = DAYS[4];

/** Returns a cursor of the API's form. */
export const cursorOf = (...parts: string[]): string => Buffer.from(parts.join('/')).toString('base64url');

/** Texts that PostgreSQL cannot store, or that a layer before it may interpret. */
const TEXTS = [
  '\0',
  'a\0b',
  '\uD800',
  'a\uDC00',
  "'; DROP TABLE listener; --",
  '\\',
  'x'.repeat(20_000),
  '\u202E\uFFFF\u{10FFFF}',
  cursorOf('SHORT_TERM', DAY, 'NEW_ENTRY', '\0'),
  cursorOf('SHORT_TERM', '0000-01-01', 'NEW_ENTRY', 'a'),
  cursorOf('LONG_TERM', '9999-12-31', 'DROP_OUT', "'"),
];
const UNUSABLE_DAYS = [
  '0000-01-01',
  '9999-12-31',
  '+275760-09-13',
  '2026-02-30',
  '2026-11-01\0',
  '\uD800',
  '',
];
const UNUSABLE: Readonly<Record<string, readonly unknown[]>> = {
  ID: TEXTS,
  String: TEXTS,
  Date: UNUSABLE_DAYS,
  Int: [-2_147_483_648, -1, 0, 101, 2_147_483_647],
  Boolean: [false],
};

/** Usable values for the arguments that are not under test. */
const GOOD: Readonly<Record<string, unknown>> = { ID: 'a', String: 'a', Date: DAY, Int: 5, Boolean: false };
const GOOD_AT: Readonly<Record<string, unknown>> = {
  'Query.yearEndChart.year': 2019,
  'Query.charts.after': '2026-11-01',
  'Query.charts.before': '2019-01-01',
};

/** Returns the scalar type of an argument or an input field, named by its place. */
function scalarAt(schema: GraphQLSchema, place: string): string {
  const [typeName = '', ...names] = place.split('.');
  const type = schema.getType(typeName);
  if (isInputObjectType(type)) return getNamedType(type.getFields()[names[0] ?? '']?.type)?.name ?? '';
  const field = isObjectType(type) ? type.getFields()[names[0] ?? ''] : undefined;
  return getNamedType(field?.args.find(({ name }) => name === names[1])?.type)?.name ?? '';
}

/** Returns operations with one unusable value each, for every place and value; all fields that select the place use it. */
export function unusableOperations(schema: GraphQLSchema): Operation[] {
  const places = placesOf(schema);
  const good: Values = Object.fromEntries(
    places.map((place) => [place, [GOOD_AT[place] ?? GOOD[scalarAt(schema, place)]]]),
  );
  const isSelected = (place: string): boolean =>
    !/^(Query|Mutation)\./.test(place) && isObjectType(schema.getType(place.split('.', 1)[0] ?? ''));
  const all = places.flatMap((place) => {
    const values = UNUSABLE[scalarAt(schema, place)] ?? [];
    // An operation passes one value to a field that it selects, and takes any of several as a variable.
    const tried = isSelected(place) ? values.map((value) => [value]) : [values];
    return tried.flatMap((some) => operationsOf(schema, { ...good, [place]: some }));
  });
  const usable = new Set(operationsOf(schema, good).map(({ query }) => query));
  // One operation of a field is enough for a value in its selection; others are generated several times.
  return [
    ...new Map(all.map((one) => [usable.has(one.query) ? JSON.stringify(one) : one.query, one])).values(),
  ];
}
