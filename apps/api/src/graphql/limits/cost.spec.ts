import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { executeSync, getOperationAST, getVariableValues, parse, validate } from 'graphql';
import { computeCost } from './cost.js';
import { returnAll, schema, sizes } from './cost.fixture.js';

returnAll();

function cost(query: string, given: Record<string, unknown> = {}): number {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the query has one operation');
  const { coerced: variables } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  if (!variables) throw new Error('the variables can be used');
  return computeCost(schema, { document, operation, variables }, sizes);
}

describe('computeCost', () => {
  it.each([
    ['{ __typename __schema { types { name fields { name } } } }', 0],
    ['{ one { text words } }', 1],
    ['{ many { node { text } } }', 4],
    ['{ many(first: 10) { nodes { text } nodes { node { text } } } }', 10 * (1 + 3 * 2)],
    ['{ page(first: 5) { nodes { text } info { text } } }', 1 + 5 + 1],
    ['{ a: one { text } b: one { text } one { text } }', 3],
    ['query ($n: Int = 4) { many(first: $n) { text } }', 4],
    ['query ($n: Int) { many(first: $n) { text } }', 2],
    ['{ many(first: 0) { nodes(first: 100) { text } } }', 0],
    [
      '{ one { ...F ...F } } fragment F on Node { ...G node { ...G } } fragment G on Node { nodes { text } }',
      1 + 3 + 1 + 3,
    ],
  ])('returns for %s %i', (query, expected) => {
    expect(cost(query)).toBe(expected);
  });

  it('uses the variables of the request', () => {
    const query =
      'query ($n: Int, $on: Boolean!) { many(first: $n) { text } one @include(if: $on) { text } }';
    expect([cost(query, { n: 7, on: false }), cost(query, { n: 1, on: true })]).toEqual([7, 2]);
    expect(cost(query, { n: null, on: false })).toBe(0);
  });

  it('computes the cost of six nested lists of 100 without visiting each object', () => {
    const levels = Array.from({ length: 6 }, () => 'nodes(first: 100) { ').join('');
    expect(cost(`{ one { ${levels} text ${'}'.repeat(6)} } }`)).toBeGreaterThan(1e12);
  });
});

const { set } = fc.letrec<{ set: string; field: string }>((tie) => ({
  set: fc.array(tie('field'), { minLength: 1, maxLength: 3 }).map((fields) => fields.join(' ')),
  field: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('text', 'words', '__typename', 'x: text', '...F', '...G', 'text @skip(if: $on)'),
    fc
      .tuple(
        fc.constantFrom(
          'node',
          'y: node',
          'nodes',
          'z: nodes(first: 2)',
          'w: nodes(first: $n)',
          '... on Node',
        ),
        fc.constantFrom('', ' @include(if: $on)', ' @skip(if: $on)'),
        tie('set'),
      )
      .map(([head, on, inside]) => `${head}${on} { ${inside} }`),
    tie('set').map((inside) => `page { info { text } nodes { ${inside} } }`),
  ),
}));

/** The objects in an answer, below its root. */
function objectsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + objectsIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + objectsIn(Object.values(value));
}

it('computeCost returns for any operation the objects it returns if every list is as long as it may be', () => {
  const variables = fc.record({ n: fc.nat(3), on: fc.boolean() });
  const plain = set.map((text) => text.replaceAll(/\.\.\.[FG]/g, 'text'));
  let counted = 0;
  fc.assert(
    fc.property(set, set, plain, variables, (query, f, g, given) => {
      const text = `query ($n: Int = 1, $on: Boolean = true) { one { ...F ...G text @skip(if: $on) w: nodes(first: $n) { text } ${query} } }
        fragment F on Node { ${f.replaceAll('...F', 'text')} } fragment G on Node { ${g} }`;
      const document = parse(text);
      fc.pre(validate(schema, document).length === 0);
      const { data } = executeSync({ schema, document, variableValues: given });
      expect(cost(text, given)).toBe(objectsIn(data) - 1);
      counted += 1;
    }),
    { numRuns: 300 },
  );
  expect(counted).toBe(300);
});
