import { describe, expect, it } from '@jest/globals';
import { Kind } from 'graphql';
import { DateScalar } from './date.scalar.js';

describe('Date', () => {
  it.each(['2026-11-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('takes %s', (day) => {
    expect(DateScalar.parseValue(day)).toBe(day);
    expect(DateScalar.parseLiteral({ kind: Kind.STRING, value: day })).toBe(day);
    expect(DateScalar.serialize(day)).toBe(day);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '2026-11-01T00:00:00Z',
    ' 2026-11-01',
    '+002026-11-01',
    'yesterday',
    '',
  ])('refuses "%s", and says what it takes', (text) => {
    expect(() => DateScalar.parseValue(text)).toThrow('such as 2026-11-01');
    expect(() => DateScalar.parseLiteral({ kind: Kind.STRING, value: text })).toThrow('such as 2026-11-01');
  });

  it.each([20_261_101, null, new Date(0), {}])('refuses %j, which is no text', (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow('such as 2026-11-01');
    expect(() => DateScalar.serialize(value)).toThrow('such as 2026-11-01');
  });

  it('refuses a number that stands in a query', () => {
    expect(() => DateScalar.parseLiteral({ kind: Kind.INT, value: '20261101' })).toThrow(
      'such as 2026-11-01',
    );
  });
});
