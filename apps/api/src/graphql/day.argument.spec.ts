import { describe, expect, it } from '@jest/globals';
import { ExistingDay } from './day.argument.js';

const pass = (value: string | null | undefined): string | null =>
  new ExistingDay().transform(value, { type: 'custom', data: 'from' });

describe('ExistingDay', () => {
  it.each(['2026-11-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('takes %s', (day) => {
    expect(pass(day)).toBe(day);
  });

  it('takes none for none', () => {
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
  ])('refuses "%s", names the argument and says what it takes', (text) => {
    expect(() => pass(text)).toThrow(/"from" must be a calendar day that exists, such as 2026-11-01/);
  });
});
