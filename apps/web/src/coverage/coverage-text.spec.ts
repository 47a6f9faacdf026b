import { afterEach, describe, expect, it } from '@jest/globals';
import { setLocales } from '../words/locale.js';
import type { CoverageDay } from './compute-coverage.js';
import { describeDay, describePeriod, formatCoverage } from './coverage-text.js';

const recorded: CoverageDay = {
  day: '2026-06-03',
  states: new Map([
    ['SHORT_TERM', 'SNAPSHOT'],
    ['LONG_TERM', 'SNAPSHOT'],
  ]),
};
const partial: CoverageDay = {
  day: '2026-06-04',
  states: new Map([...recorded.states, ['LONG_TERM', 'EMPTY_RESPONSE']]),
};

afterEach(() => setLocales([]));

describe('a day of the calendar', () => {
  it('is described by its state, or by that of each range', () => {
    expect(describeDay(recorded)).toBe('Wednesday, June 3, 2026: recorded');
    expect(describeDay(partial)).toBe('Thursday, June 4, 2026: recorded (4 weeks), empty list (1 year)');
    const failed: CoverageDay = {
      day: '2026-06-05',
      states: new Map([['SHORT_TERM', 'SPOTIFY_UNAVAILABLE']]),
    };
    expect(describeDay(failed)).toBe('Friday, June 5, 2026: Spotify unavailable');
  });

  it('has its date in the locale of the reader', () => {
    setLocales(['de-DE']);
    expect(describeDay(recorded)).toBe('Mittwoch, 3. Juni 2026: recorded');
  });
});

it('a month of the calendar is described by its number of gaps', () => {
  expect(describePeriod('June 2026', [recorded])).toBe('June 2026: 1 day, all recorded');
  expect(describePeriod('June 2026', [recorded, partial])).toBe('June 2026: 2 days, 1 with a gap');
  const past: CoverageDay = { day: '2026-06-02', states: new Map([['LONG_TERM', 'RECONSTRUCTED']]) };
  expect(describePeriod('June 2026', [past, partial])).toBe(
    'June 2026: 2 days, 1 reconstructed, 1 with a gap',
  );
  expect(describeDay(past)).toBe('Tuesday, June 2, 2026: reconstructed');
});

it.each([
  [0, 0, null],
  [12, 0, '100%'],
  [0, 3, '0.0%'],
  [174, 8, '95.6%'],
  [9_999, 1, '99.9%'],
  [1, 9_999, 'under 0.1%'],
])('the coverage of %i snapshots and %i gaps is %s', (snapshotCount, gapCount, text) => {
  expect(formatCoverage({ snapshotCount, gapCount })).toBe(text);
});
