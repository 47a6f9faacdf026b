import { describe, expect, it } from '@jest/globals';
import { windowOf } from './list-size.js';

const NONE = { first: null, last: null, after: null, before: null };

describe('windowOf', () => {
  it.each([
    [{}, { first: 20, last: null }],
    [{ after: 'x' }, { first: 20, last: null }],
    [{ before: 'x' }, { first: 20, last: null }],
    [{ first: 5 }, { first: 5, last: null }],
    [{ last: 5 }, { first: null, last: 5 }],
    [
      { first: 100, last: 1 },
      { first: 100, last: 1 },
    ],
  ])('of %j is %j', (wanted, sizes) => {
    expect(windowOf({ ...NONE, ...wanted })).toEqual({ ...NONE, ...wanted, ...sizes });
  });

  it.each([
    ['first', 0],
    ['first', 101],
    ['last', 0],
    ['last', 101],
  ])('refuses a %s of %i', (argument, size) => {
    expect(() => windowOf({ ...NONE, [argument]: size })).toThrow(`"${argument}" must be from 1 to 100`);
  });
});
