import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { type Shape, measureShape } from './shape.js';

function shape(query: string): Shape {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the query has one operation');
  return measureShape(document, operation);
}

describe('measureShape', () => {
  it.each([
    ['{ a }', { depth: 1, aliases: 0, directives: 0 }],
    ['{ a { b { c } } d }', { depth: 3, aliases: 0, directives: 0 }],
    ['{ x: __typename y: __typename }', { depth: 1, aliases: 2, directives: 0 }],
    ['{ a @b @b @c(d: 1) }', { depth: 1, aliases: 0, directives: 3 }],
    ['query ($v: Int @a) @b { ... @c { a } ... on T @d { a } }', { depth: 1, aliases: 0, directives: 4 }],
    [
      '{ a { ...F } } fragment F on T { x: b { ...G } } fragment G on T { c }',
      { depth: 3, aliases: 1, directives: 0 },
    ],
    ['{ ...F @a ...F @a } fragment F on T @b { x: c @d }', { depth: 1, aliases: 2, directives: 6 }],
    ['{ __type(name: "T") { a { b { c { d } } } } }', { depth: 1, aliases: 0, directives: 0 }],
  ])('measures %s', (query, expected) => {
    expect(shape(query)).toEqual(expected);
  });

  it('measures the standard introspection query within the limits', () => {
    expect(shape(getIntrospectionQuery())).toEqual({ depth: 1, aliases: 0, directives: 0 });
  });

  it('measures hundreds of fragments that each spread the next twice quickly', () => {
    const fragments = Array.from(
      { length: 200 },
      (_, at) => `fragment F${at} on T { ...F${at + 1} ...F${at + 1} }`,
    );
    const query = `{ ...F0 } ${fragments.join(' ')} fragment F200 on T { x: a }`;
    expect(shape(query)).toEqual({ depth: 1, aliases: 2 ** 200, directives: 0 });
  });
});

/** A selection. A spread refers to a fragment by its distance in the list of all fragments. */
interface Made {
  readonly head: 'a' | '__typename' | 'b' | '... on T' | 'spread';
  readonly alias: boolean;
  readonly directives: number;
  readonly inside: readonly Made[];
  readonly skip: number;
}
type Fragments = readonly (readonly Made[])[];

const { set } = fc.letrec<{ set: Made[]; made: Made }>((tie) => ({
  set: fc.array(tie('made'), { minLength: 1, maxLength: 3 }),
  made: fc.record({
    head: fc.constantFrom('a', '__typename', 'b', '... on T', 'spread'),
    alias: fc.boolean(),
    directives: fc.nat(2),
    inside: fc.oneof({ depthSize: 'small' }, fc.constant<Made[]>([]), tie('set')),
    skip: fc.nat(2),
  }),
}));

/** Where a selection spreads none that exists, or should hold something and does not, it is a plain field. */
function headOf(made: Made, at: number, all: Fragments): string {
  if (made.head === 'spread') return all[at + 1 + made.skip] ? 'spread' : 'a';
  return made.inside.length === 0 && made.head !== '__typename' ? 'a' : made.head;
}

function text(selections: readonly Made[], at: number, all: Fragments): string {
  return selections
    .map((made) => {
      const head = headOf(made, at, all);
      const on = ' @d'.repeat(made.directives);
      if (head === 'spread') return `...F${at + 1 + made.skip}${on}`;
      const alias = made.alias && head !== '... on T' ? 'x: ' : '';
      if (head === 'a' || head === '__typename') return alias + head + on;
      return `${alias}${head}${on} { ${text(made.inside, at, all)} }`;
    })
    .join(' ');
}

/** Counted by walking through every fragment as often as it is spread. */
function walked(selections: readonly Made[], at: number, all: Fragments): Shape {
  const sum = { depth: 0, aliases: 0, directives: 0 };
  for (const made of selections) {
    const head = headOf(made, at, all);
    const next = at + 1 + made.skip;
    const isLeaf = head === 'a' || head === '__typename';
    const inside = isLeaf
      ? { depth: 0, aliases: 0, directives: 0 }
      : head === 'spread'
        ? walked(all[next] ?? [], next, all)
        : walked(made.inside, at, all);
    const isField = isLeaf || head === 'b';
    sum.depth = Math.max(sum.depth, inside.depth + (isField ? 1 : 0));
    sum.aliases += inside.aliases + (isField && made.alias ? 1 : 0);
    sum.directives += inside.directives + made.directives;
  }
  return sum;
}

it('measureShape returns for any operation the shape with all fragments inlined', () => {
  const all = fc.array(set, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(all, (parts) => {
      const [first = [], ...rest] = parts;
      const fragments = rest.map((part, at) => `fragment F${at + 1} on T { ${text(part, at + 1, parts)} }`);
      expect(shape(`{ ${text(first, 0, parts)} } ${fragments.join(' ')}`)).toEqual(walked(first, 0, parts));
    }),
    { numRuns: 1_000 },
  );
});
