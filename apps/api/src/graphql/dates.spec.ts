import { describe, expect, it } from '@jest/globals';
import { Kind } from 'graphql';
import { DateScalar, ExistingDay } from './dates.js';

describe('Date', () => {
  it.each(['2026-11-01', '0001-01-01', '2026-02-30', ''])(
    'accepts any text, such as "%s": arguments check that the day exists',
    (day) => {
      expect(DateScalar.parseValue(day)).toBe(day);
      expect(DateScalar.parseLiteral({ kind: Kind.STRING, value: day })).toBe(day);
      expect(DateScalar.serialize(day)).toBe(day);
    },
  );

  it.each([20_261_101, null, new Date(0), {}])('rejects %j, which is not text', (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow('such as "2026-11-01"');
    expect(() => DateScalar.serialize(value)).toThrow('such as "2026-11-01"');
  });

  it('rejects a number literal', () => {
    expect(() => DateScalar.parseLiteral({ kind: Kind.INT, value: '20261101' })).toThrow(
      'such as "2026-11-01"',
    );
  });
});

const pass = (value: string | null | undefined): string | null =>
  new ExistingDay().transform(value, { type: 'custom', data: 'from' });

describe('ExistingDay', () => {
  it.each(['2026-11-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (day) => {
    expect(pass(day)).toBe(day);
  });

  it('maps a missing day to null', () => {
    expect([pass(null), pass(undefined)]).toEqual([null, null]);
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
  ])('rejects "%s" with the name of the argument and what it expects', (text) => {
    expect(() => pass(text)).toThrow(/"from" must be a calendar day that exists, such as 2026-11-01/);
  });
});
