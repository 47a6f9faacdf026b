import { describe, expect, it } from '@jest/globals';
import type { AccountedDay, DayState } from './account-of-days.js';
import { gapRuns } from './gap-runs.js';

const STATES: Readonly<Record<string, DayState>> = {
  '.': 'SNAPSHOT',
  P: 'PAUSED',
  N: 'NOT_RUNNING',
  E: 'EMPTY_RESPONSE',
};

/** Days from 1 June on, a letter each; `long` is the row of another range. */
function days(short: string, long = short): AccountedDay[] {
  return [...short].map((letter, index) => ({
    day: `2026-06-${String(index + 1).padStart(2, '0')}`,
    states: new Map([
      ['SHORT_TERM', STATES[letter] ?? 'SNAPSHOT'],
      ['LONG_TERM', STATES[long[index] ?? '.'] ?? 'SNAPSHOT'],
    ]),
  }));
}

/** `PAUSED S+L 01-03 (3)` */
function shown(given: readonly AccountedDay[]): string[] {
  return gapRuns(given).map(
    ({ reason, ranges, from, to, days: length }) =>
      `${reason} ${ranges.map((range) => range[0]).join('+')} ${from.slice(8)}-${to.slice(8)} (${length})`,
  );
}

describe('runs of gaps', () => {
  it.each([
    ['....', []],
    ['P', ['PAUSED S+L 01-01 (1)']],
    ['.PPP.', ['PAUSED S+L 02-04 (3)']],
    ['PP.P', ['PAUSED S+L 04-04 (1)', 'PAUSED S+L 01-02 (2)']],
    ['.PPN', ['NOT_RUNNING S+L 04-04 (1)', 'PAUSED S+L 02-03 (2)']],
  ])('of %s are %j', (row, expected) => {
    expect(shown(days(row))).toEqual(expected);
  });

  it('end where other ranges are lacking', () => {
    expect(shown(days('NNN', '.NN'))).toEqual(['NOT_RUNNING S+L 02-03 (2)', 'NOT_RUNNING S 01-01 (1)']);
  });

  it('lie side by side where ranges lack a day for different reasons', () => {
    expect(shown(days('.EN', '.NN')).toSorted()).toEqual([
      'EMPTY_RESPONSE S 02-02 (1)',
      'NOT_RUNNING L 02-02 (1)',
      'NOT_RUNNING S+L 03-03 (1)',
    ]);
  });

  it('go on over a day that was left out', () => {
    const [first, , third] = days('PPP');
    expect(shown([first, third].filter((day) => day !== undefined))).toEqual(['PAUSED S+L 01-03 (2)']);
  });
});
