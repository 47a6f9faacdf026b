import { describe, expect, it } from '@jest/globals';
import { Kind } from 'graphql';
import { DateScalar } from './scalars.js';

describe('Date', () => {
  it.each(['2026-11-01', '0001-01-01', '2026-02-30', ''])(
    'passes text on, "%s" too: arguments check what it says',
    (day) => {
      expect(DateScalar.parseValue(day)).toBe(day);
      expect(DateScalar.parseLiteral({ kind: Kind.STRING, value: day })).toBe(day);
      expect(DateScalar.serialize(day)).toBe(day);
    },
  );

  it.each([20_261_101, null, new Date(0), {}])('refuses %j, which is no text', (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow('such as "2026-11-01"');
    expect(() => DateScalar.serialize(value)).toThrow('such as "2026-11-01"');
  });

  it('refuses a number that stands in a query', () => {
    expect(() => DateScalar.parseLiteral({ kind: Kind.INT, value: '20261101' })).toThrow(
      'such as "2026-11-01"',
    );
  });
});
