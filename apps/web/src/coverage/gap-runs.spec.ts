import { describe, expect, it } from '@jest/globals';
import type { CoverageDay, DayState } from './compute-coverage.js';
import { getGapsTable, groupGaps } from './gap-runs.js';

const STATES: Readonly<Record<string, DayState>> = {
  '.': 'SNAPSHOT',
  P: 'PAUSED',
  N: 'NOT_RUNNING',
  E: 'EMPTY_RESPONSE',
};

/** Days from 1 June on, one letter each; `long` is a second range. */
function days(short: string, long = short): CoverageDay[] {
  return [...short].map((letter, index) => ({
    day: `2026-06-${String(index + 1).padStart(2, '0')}`,
    states: new Map([
      ['SHORT_TERM', STATES[letter] ?? 'SNAPSHOT'],
      ['LONG_TERM', STATES[long[index] ?? '.'] ?? 'SNAPSHOT'],
    ]),
  }));
}

/** `PAUSED S+L 01-03 (3)` */
function formatRuns(coverage: readonly CoverageDay[]): string[] {
  return groupGaps(coverage).map(
    ({ reason, ranges, from, to, days: length }) =>
      `${reason} ${ranges.map((range) => range[0]).join('+')} ${from.slice(8)}-${to.slice(8)} (${length})`,
  );
}

describe('groupGaps', () => {
  it.each([
    ['....', []],
    ['P', ['PAUSED S+L 01-01 (1)']],
    ['.PPP.', ['PAUSED S+L 02-04 (3)']],
    ['PP.P', ['PAUSED S+L 04-04 (1)', 'PAUSED S+L 01-02 (2)']],
    ['.PPN', ['NOT_RUNNING S+L 04-04 (1)', 'PAUSED S+L 02-03 (2)']],
  ])('groups %s into %j', (row, expected) => {
    expect(formatRuns(days(row))).toEqual(expected);
  });

  it('starts a new run where other ranges are missing', () => {
    expect(formatRuns(days('NNN', '.NN'))).toEqual(['NOT_RUNNING S+L 02-03 (2)', 'NOT_RUNNING S 01-01 (1)']);
  });

  it('gives a day several runs if its ranges are missing for different reasons', () => {
    expect(formatRuns(days('.EN', '.NN')).toSorted()).toEqual([
      'EMPTY_RESPONSE S 02-02 (1)',
      'NOT_RUNNING L 02-02 (1)',
      'NOT_RUNNING S+L 03-03 (1)',
    ]);
  });

  it('continues a run over a skipped day', () => {
    const [first, , third] = days('PPP');
    expect(formatRuns([first, third].filter((day) => day !== undefined))).toEqual(['PAUSED S+L 01-03 (2)']);
  });
});

it('the table of gaps has a row for each run, newest first', () => {
  const { rows } = getGapsTable(groupGaps(days('.PP..', '.PP.E')));
  expect(rows).toEqual([
    ['2026-06-05', '2026-06-05', 1, 'EMPTY_RESPONSE', '1 year'],
    ['2026-06-02', '2026-06-03', 2, 'PAUSED', '4 weeks, 1 year'],
  ]);
});
