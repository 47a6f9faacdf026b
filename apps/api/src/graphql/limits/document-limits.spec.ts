import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, getIntrospectionQuery, GraphQLError, parse, validate } from 'graphql';
import { QueryTooComplexError } from '../../errors/client-error.js';
import { checkRepetition, countRepetition, MAX_TOKENS, tokenLimitError } from './document-limits.js';

function repeated(count: number, part: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => part(at)).join(' ');
}

/** Returns the exceeded limit, or null for a document that is admitted. */
function exceededLimit(query: string): string | null {
  try {
    checkRepetition(parse(query));
    return null;
  } catch (error) {
    if (error instanceof QueryTooComplexError) return `${error.limit}: ${error.counted} of ${error.allowed}`;
    throw error;
  }
}

describe('countRepetition', () => {
  it.each([
    ['{ a b c }', 0, 0],
    ['{ a a a }', 2, 0],
    ['{ x: a a x: b }', 1, 0],
    ['{ a { b } a { b } c { b b } }', 2, 0],
    ['{ a ... { a } ... on T { a b } b }', 3, 2],
    ['{ ...F ...F a } fragment F on T { a a ...G } fragment G on T { a }', 1, 3],
    ['{ ...F } fragment F on T { ...F a }', 0, 2],
    ['query A { a } query B { a a }', 1, 0],
    ['type T { a: Int }', 0, 0],
  ])('counts in %s %i repeated fields and %i fragments', (query, repeatedFields, fragments) => {
    expect(countRepetition(parse(query))).toEqual({ repeatedFields, fragments });
  });

  it('admits repetition up to the limit, and rejects one more', () => {
    const fields = (count: number): string => `{ a ${repeated(count, () => 'a')} }`;
    expect([exceededLimit(fields(30)), exceededLimit(fields(31))]).toEqual([
      null,
      'REPEATED_FIELDS: 31 of 30',
    ]);
    const fragments = (count: number): string =>
      `{ ${repeated(count, (at) => (at % 2 ? '...F' : `... { a${at} }`))} }`;
    expect([exceededLimit(fragments(50)), exceededLimit(fragments(51))]).toEqual([
      null,
      'FRAGMENTS: 51 of 50',
    ]);
  });

  it('counts far less than the limits in the standard introspection query', () => {
    expect(countRepetition(parse(getIntrospectionQuery()))).toEqual({ repeatedFields: 0, fragments: 8 });
  });

  it('counts in any document as many repeated fields as without its inline fragments', () => {
    const selection = fc.letrec<{ set: string; one: string }>((tie) => ({
      set: fc.array(tie('one'), { minLength: 1, maxLength: 5 }).map((all) => all.join(' ')),
      one: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('a', 'b', 'x: a', '...F', 'c { a }'),
        tie('set').map((set) => `d { ${set} }`),
        tie('set').map((set) => `... on T { ${set} }`),
      ),
    }));
    fc.assert(
      fc.property(selection.set, (set) => {
        const inline = set.split('... on T {').length - 1;
        // An inline fragment shares the selection set around it, so its braces can be left out.
        const flat = flattened(set);
        expect(countRepetition(parse(`{ ${set} }`))).toEqual({
          repeatedFields: repeatsIn(flat),
          fragments: inline + set.split('...F').length - 1,
        });
      }),
      { numRuns: 500 },
    );
  });
});

/** Replaces the inline fragments in a text of selections by their content. */
function flattened(text: string): string {
  const opened: boolean[] = [];
  return text.replaceAll(/\.\.\. on T \{|\{|\}/g, (mark) => {
    if (mark !== '}') {
      opened.push(mark === '{');
      return mark === '{' ? mark : '';
    }
    return opened.pop() ? mark : '';
  });
}

/** How many names in a text of selections stand there again within the same braces. */
function repeatsIn(text: string): number {
  const names: string[][] = [[]];
  let repeats = 0;
  for (const [word] of text.matchAll(/\{|\}|x: a|\.\.\.F|\w+/g)) {
    if (word === '{') names.push([]);
    else if (word === '}') names.pop();
    else if (word !== '...F') {
      const name = word.replace(': a', '');
      if (names.at(-1)?.includes(name)) repeats += 1;
      names.at(-1)?.push(name);
    }
  }
  return repeats;
}

describe('the worst admitted documents', () => {
  const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));
  const leaves = 'id displayName imageUrl timezone snapshotsPaused __typename';
  const fields = (count: number): string => repeated(count, () => `viewer { ${leaves} }`);
  const spreads = (count: number): string => repeated(count, (at) => `...F${at}`);
  const fragments = (count: number, on: string, body: (at: number) => string): string =>
    repeated(count, (at) => `fragment F${at} on ${on} { ${body(at)} }`);

  it.each([
    ['fields that are asked for again', `{ ${fields(31)} }`],
    [
      'fields that are asked for again at each level',
      `{ ${repeated(6, () => `viewer { ${leaves} }`)} chart(range: SHORT_TERM) { ${repeated(26, () => 'comparedTo { comparedTo { comparedTo { day } } }')} } }`,
    ],
    [
      'fragments of the same fields',
      `{ ${spreads(50)} } ${fragments(50, 'Query', () => `viewer { id displayName }`)}`,
    ],
    [
      'fragments that repeat fields',
      `{ ${spreads(30)} } ${fragments(30, 'Query', () => fields(2).slice(0, 70))}`,
    ],
    [
      'fragments of fragments',
      `{ ${repeated(31, () => 'viewer { id timezone }')} ...F0 } ${fragments(50, 'Query', (at) => `viewer { id timezone } ${at < 49 ? `...F${at + 1}` : ''}`)}`,
    ],
    [
      'fragments below the same fields',
      `{ ${repeated(25, (at) => `viewer { id ...F${at} }`)} } ${fragments(25, 'Viewer', () => leaves)}`,
    ],
  ])('%s: validation takes less than 50 ms of CPU', (_, query) => {
    const document = parse(query, { maxTokens: MAX_TOKENS });
    expect(exceededLimit(query)).toBeNull();
    expect(validate(schema, document)).toEqual([]);
    const cost = Math.min(
      ...Array.from({ length: 5 }, () => {
        const before = process.cpuUsage();
        validate(schema, parse(query));
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000;
      }),
    );
    expect(cost).toBeLessThan(50);
  });
});

/** Returns the error of parsing a text. */
function parseError(text: string): GraphQLError {
  try {
    parse(text, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
  }
  throw new Error('the text parses');
}

describe('tokenLimitError', () => {
  const ofTokens = (count: number): string => `{ ${'a '.repeat(count - 2)}}`;

  it('is not needed for 1,000 tokens, which parse', () => {
    expect(parse(ofTokens(MAX_TOKENS), { maxTokens: MAX_TOKENS }).definitions).toHaveLength(1);
  });

  it.each([1_001, 5_000])('reports %i tokens', (count) => {
    expect(tokenLimitError(parseError(ofTokens(count)))).toMatchObject({
      limit: 'TOKENS',
      counted: count,
      allowed: 1_000,
    });
  });

  it('counts tokens up to the first text that is not GraphQL', () => {
    expect(tokenLimitError(parseError(`${ofTokens(1_500)} "`))).toMatchObject({ counted: 1_500 });
  });

  it.each(['{ a', '', '{ a } ?', `{ ] ${'a '.repeat(2_000)}`])(
    'is null for another syntax error: %.10s',
    (text) => {
      expect(tokenLimitError(parseError(text))).toBeNull();
    },
  );
});
