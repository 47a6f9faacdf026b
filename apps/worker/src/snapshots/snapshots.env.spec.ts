import { describe, expect, it } from '@jest/globals';
import { cron } from './snapshots.env.js';

describe('cron', () => {
  it.each([
    '* * * * *',
    '*/5 * * * *',
    '0 4 * * *',
    '59 23 31 12 7',
    '0,30 8-18 * * mon-fri',
    '0 0 1 JAN,jul sun',
    '0-59/10 * * * *',
    '*/10 * * * * *',
    '  0   0  * * 0 ',
    '@hourly',
    '0 0 29 2 *',
    '0 0 31 2 mon',
  ])('accepts %p', (expression) => {
    expect(cron().safeParse(expression).success).toBe(true);
  });

  it.each([
    '',
    'often',
    '* * * *',
    '* * * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
    '60 * * * * *',
    '5-1 * * * *',
    '*/0 * * * *',
    '1,,2 * * * *',
    '-1 * * * *',
    '* * * * *; rm',
  ])('rejects %p and describes what it expects', (expression) => {
    expect(cron().safeParse(expression).error?.issues[0]?.message).toMatch(
      /^a cron expression of five fields/,
    );
  });

  it.each(['0 0 31 2 *', '0 0 30 feb *', '0 12 31 4,6,9,11 *', '0 0 0 31 2 *'])(
    'rejects %p because it never fires',
    (expression) => {
      expect(
        cron()
          .safeParse(expression)
          .error?.issues.map(({ message }) => message),
      ).toEqual([expect.stringMatching(/^a cron expression .*; this one names a date that never comes/)]);
    },
  );
});
