import { describe, expect, it } from '@jest/globals';
import { GraphQLError, parse } from 'graphql';
import { MOST_TOKENS, tokenLimitPassed } from './token-limit.js';

/** What parsing complains about. */
function complaint(text: string): GraphQLError {
  try {
    parse(text, { maxTokens: MOST_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
  }
  throw new Error('parsing did not complain');
}

describe('the limit of tokens', () => {
  const ofTokens = (count: number): string => `{ ${'a '.repeat(count - 2)}}`;

  it('is the number that is served', () => {
    expect(parse(ofTokens(MOST_TOKENS), { maxTokens: MOST_TOKENS }).definitions).toHaveLength(1);
  });

  it.each([1_001, 5_000])('is passed by %i of them', (count) => {
    expect(tokenLimitPassed(complaint(ofTokens(count)))).toMatchObject({
      limit: 'TOKENS',
      counted: count,
      allowed: 1_000,
    });
  });

  it('is counted up to what is no GraphQL', () => {
    expect(tokenLimitPassed(complaint(`${ofTokens(1_500)} "`))).toMatchObject({ counted: 1_500 });
  });

  it.each(['{ a', '', '{ a } ?', `{ ] ${'a '.repeat(2_000)}`])('is not what is wrong with %.10s', (text) => {
    expect(tokenLimitPassed(complaint(text))).toBeNull();
  });
});
