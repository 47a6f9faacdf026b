import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'graphql';
import { BadUserInputError } from '../errors/client-error.js';
import { checkLiterals, checkVariables, isStorable } from './input-values.js';

/** Returns the argument that a check rejects, or null. */
function rejectedArgument(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof BadUserInputError) return error.argument;
    throw error;
  }
}

describe('isStorable', () => {
  it.each(['', 'Björk', 'a\tb\n', '\u{1F3B5}', '\uFFFD'])('accepts %j', (text) => {
    expect(isStorable(text)).toBe(true);
  });

  it.each(['\0', 'a\0b', '\uD800', 'a\uDC00b', '\uDC00\uD800'])('rejects %j', (text) => {
    expect(isStorable(text)).toBe(false);
  });
});

it.each([
  ['{ artist(id: "a") { name } }', null],
  [String.raw`{ artist(id: "\u0000") { name } }`, 'id'],
  [String.raw`mutation { createAccessToken(input: { name: "a\u0000", scope: READ }) { secret } }`, 'name'],
  [String.raw`query ($id: ID = "\u0000") { artist(id: $id) { name } }`, '$id'],
  [String.raw`{ viewer { id @include(if: true, note: ["a", "\u0000"]) } }`, 'note'],
  [String.raw`"\u0000" query { viewer { id } }`, 'query'],
])('checkLiterals rejects in %s the argument %s', (query, argument) => {
  expect(rejectedArgument(() => checkLiterals(parse(query)))).toBe(argument);
});

describe('checkVariables', () => {
  it('names the first variable with a text that cannot be stored, at any depth', () => {
    const variables = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ noUnicodeString: false }));
    fc.assert(
      fc.property(variables, (given) => {
        const bad = Object.entries(given).find(([, value]) => {
          const texts: string[] = [];
          JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? texts.push(one) : 0, one));
          return texts.some((text) => text.includes('\0') || Buffer.from(text).toString() !== text);
        });
        expect(rejectedArgument(() => checkVariables(given))).toBe(bad ? `$${bad[0]}` : null);
      }),
      { numRuns: 1_000, examples: [[{ a: { x: ['\0'] } }], [{ b: '\uD800' }], [{ c: 'plain' }]] },
    );
  });

  it('checks variables that are nested 50,000 levels deep', () => {
    const value: unknown = JSON.parse(`${'['.repeat(50_000)}"\\u0000"${']'.repeat(50_000)}`);
    expect(rejectedArgument(() => checkVariables({ deep: value }))).toBe('$deep');
  });
});
