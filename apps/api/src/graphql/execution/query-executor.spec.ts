import { beforeEach, describe, expect, it } from '@jest/globals';
import { execute, type ExecutionResult, getOperationAST, parse, validate } from 'graphql';
import type { OperationContext } from '../operation-context.js';
import { QueryExecutor, type OperationRequest } from './query-executor.js';
import { troubledSchema } from './query-executor.fixture.js';

const schema = troubledSchema();
const MAGIC = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d';

interface Row {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

const compiled: Row[] = [
  { query: '{ band(id: "b1") { name members { name born mentor { name } } mood } }' },
  { query: '{ a: band(id: 1) { n: name } band { __typename mood } }' },
  {
    query:
      '{ person { ...P songs { title } } } fragment P on Person { name ...Q } fragment Q on Person { born }',
  },
  { query: '{ person { songs { title } songs { length } ... on Person { name } } }' },
  {
    query:
      '{ named { __typename name ... on Band { mood } ... on Person { born songs(first: 1) { title } } } }',
  },
  { query: '{ person { songs(first: 1) { title must day } } }' },
  { query: '{ numbers absent { name } echo }' },
  { query: '{ echo(text: "a", number: 3, on: false, share: 1.5, moods: [CALM, LOUD], mood: null) }' },
  { query: 'query ($n: Int = 5, $m: [Mood!]) { echo(number: $n, moods: $m) }' },
  {
    query: 'query ($n: Int = 5, $m: [Mood!]) { echo(number: $n, moods: $m) }',
    variables: { n: 9, m: 'LOUD' },
  },
  { query: 'query ($n: Int) { echo(number: $n) }', variables: { other: 1 } },
  { query: 'query ($n: Int) { echo(number: $n) }', variables: { n: null } },
  { query: 'query ($n: Int) { echo(number: $n) }', variables: { n: 'three' } },
  { query: 'query ($n: Int) { echo(number: $n) }', variables: { n: 3_000_000_000 } },
  { query: 'query ($m: [Mood!]) { echo(moods: $m) }', variables: { m: ['CALM', null] } },
  { query: 'query ($m: [Mood!]) { echo(moods: $m) }', variables: { m: ['ANGRY'] } },
  { query: 'query ($d: Day!) { band(from: $d) { name } }', variables: { d: 'soon' } },
  { query: 'query ($d: Day!) { band(from: $d) { name } }' },
  { query: 'query ($d: Day!) { band(from: $d) { name } }', variables: { d: '2026-11-01' } },
  { query: 'query ($t: String) { echo(text: $t) }', variables: { t: `${MAGIC}0),x:(globalThis.met=1` } },
  { query: 'query A { echo } query B { numbers }', operationName: 'B' },
  { query: '{ broken { name } band { name } }' },
  { query: '{ person { songs { title fails } } }' },
  { query: '{ person { name songs { title must } } }' },
  { query: '{ person { songs { day } } wrong }' },
  { query: '{ a: person { songs { fails must } } b: person { one: songs { must } two: songs { must } } }' },
  { query: '{ late { name } numbers }' },
];

const interpreted: Row[] = [
  { query: 'query A { echo } query B { numbers }' },
  { query: 'query A { echo }', operationName: 'C' },
  { query: 'mutation { count fail again: count }' },
  { query: '{ __schema { queryType { name } } }' },
  { query: '{ __type(name: "Song") { fields { name } } }' },
  {
    query:
      'query ($x: Boolean!) { a: person { ...P @include(if: $x) } b: person { ...P } } fragment P on Person { name }',
    variables: { x: false },
  },
  { query: '{ person { name @skip(if: true) born } }' },
  { query: '{ __proto__: person { name } a_b: echo }' },
  { query: 'query ($m: Mood!) { echo(moods: [CALM, $m]) }', variables: { m: 'LOUD' } },
  { query: `{ echo(text: "${MAGIC}0),x:(globalThis.met=1") }` },
  { query: '{ echo(text: "two words") }' },
];

function requestOf({ query, variables, operationName }: Row): OperationRequest {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document, operationName) ?? undefined;
  const context = { req: {} as OperationContext['req'] };
  return { document, source: query, operation, context, request: { variables, operationName } };
}

/** As it is sent; errors have no order among themselves, and each has to have a cause as graphql-js would give it. */
function told({ data, errors }: ExecutionResult): unknown {
  const lines = errors?.map((error) => JSON.stringify([error, error.originalError?.message])).toSorted();
  return { data: JSON.parse(JSON.stringify(data ?? null)), missing: data === undefined, errors: lines };
}

describe('the executor', () => {
  let executor: QueryExecutor;
  beforeEach(() => {
    executor = new QueryExecutor(schema);
  });

  async function expectAsGraphqlJs(row: Row): Promise<void> {
    const request = requestOf(row);
    const { document, context } = request;
    const { variables: variableValues, operationName } = row;
    const expected = told(
      await execute({ schema, document, contextValue: context, variableValues, operationName }),
    );
    for (let time = 0; time < 4; time += 1) expect(told(await executor.execute(request))).toEqual(expected);
  }

  it.each(compiled)('answers as graphql-js, and compiled: $query $variables', async (row) => {
    await expectAsGraphqlJs(row);
    expect(executor.compiled).toBe(1);
  });

  it.each(interpreted)('leaves to graphql-js: $query', async (row) => {
    await expectAsGraphqlJs(row);
    expect(executor.compiled).toBe(0);
  });

  it('runs nothing that a query brings along', () => {
    expect(Reflect.has(globalThis, 'met')).toBe(false);
  });

  it.each([
    [5, 1],
    [40, 0],
  ])('of %i levels of doubled fragments compiles %i, and none at length', async (levels, count) => {
    const fragments = Array.from(
      { length: levels },
      (_, level) => `fragment F${level} on Person { ...F${level + 1} ... on Person { ...F${level + 1} } }`,
    );
    const query = `{ person { ...F0 } } ${fragments.join(' ')} fragment F${levels} on Person { name }`;
    await expectAsGraphqlJs({ query });
    expect(executor.compiled).toBe(count);
  });

  it('keeps a bounded number of compiled operations', async () => {
    for (let count = 0; count < 600; count += 1) {
      const request = requestOf({ query: `{ a${count}: echo }` });
      await executor.execute(request);
      await executor.execute(request);
    }
    expect(executor.compiled).toBe(500);
  });
});
