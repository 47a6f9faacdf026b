import { describe, expect, test } from '@jest/globals';
import { numberedDay } from '../calendar.js';
import { numberOf, written } from './history.fixture.js';
import type { History } from './history.js';

/** Returns an artist's ledger: `peakRank peakDay entryRank entryDay | weeks, consecutive weeks, weeks at number one`. */
function ledger(history: History, artist: string, day: string): string {
  const index = history.newest(day);
  if (index === null || history.day(index) !== day) throw new Error(`There is no snapshot of ${day}.`);
  const rank = history.rank(index, numberOf(artist));
  const entry = history.ledger.read(numberOf(artist), index, rank);
  const [peakDay, entryDay] = [entry.peakDay, entry.entryDay].map((number) => numberedDay(number).slice(5));
  const weeks = [entry.weeksOnChart, entry.consecutiveWeeksOnChart, entry.weeksAtNumberOne];
  return `${entry.peakRank} ${peakDay} ${entry.entryRank} ${entryDay} | ${weeks.join(', ')}`;
}

describe('peak and entry', () => {
  const history = written({
    '2026-11-02': 'ABC',
    '2026-11-03': 'BCA',
    '2026-11-04': 'BAC',
    '2026-11-05': 'CAB',
    '2026-11-06': 'CB',
  });

  test.each([
    ['A', '2026-11-02', '1 11-02 1 11-02'],
    // A fall does not change the peak.
    ['A', '2026-11-03', '1 11-02 1 11-02'],
    // The day of the peak is the first day with the best rank.
    ['B', '2026-11-02', '2 11-02 2 11-02'],
    ['B', '2026-11-04', '1 11-03 2 11-02'],
    ['B', '2026-11-06', '1 11-03 2 11-02'],
    ['C', '2026-11-02', '3 11-02 3 11-02'],
    ['C', '2026-11-04', '2 11-03 3 11-02'],
    ['C', '2026-11-05', '1 11-05 3 11-02'],
    ['C', '2026-11-06', '1 11-05 3 11-02'],
    // An artist off the chart keeps peak and entry.
    ['A', '2026-11-06', '1 11-02 1 11-02'],
  ])('of %s on %s are %s', (artist, day, expected) => {
    expect(ledger(history, artist, day).split(' | ')[0]).toBe(expected);
  });
});

describe('total weeks, consecutive weeks, and weeks at number one', () => {
  const history = written({
    // Week 45: A leads on Monday and B on Sunday, when X has left.
    '2026-11-02': 'AXB',
    '2026-11-08': 'BA',
    // Week 46.
    '2026-11-11': 'BAX',
    // Week 47 has no snapshot. In week 48 B is off the chart, and returns in week 49.
    '2026-11-23': 'A',
    '2026-11-24': 'XA',
    '2026-12-01': 'ABX',
    '2026-12-04': 'BA',
  });

  test.each([
    ['A', '2026-11-02', '1, 1, 1', 'the current week counts from its first day on'],
    ['A', '2026-11-08', '1, 1, 0', 'within a week only its newest snapshot counts'],
    ['B', '2026-11-02', '1, 1, 0', 'a later snapshot of the week does not count yet'],
    ['B', '2026-11-08', '1, 1, 1', 'two snapshots in a week count as one week'],
    ['X', '2026-11-02', '1, 1, 0', 'on the chart on Monday'],
    ['X', '2026-11-08', '0, 0, 0', 'off the last snapshot of the week, it has no week'],
    ['X', '2026-11-11', '1, 1, 0', 'an earlier snapshot of a week does not count later'],
    ['B', '2026-11-11', '2, 2, 2', 'each further week adds one'],
    ['A', '2026-11-23', '3, 3, 1', 'a week without a snapshot neither counts nor breaks a run'],
    ['B', '2026-11-23', '2, 0, 2', 'an artist off the chart keeps the weeks and has no run'],
    ['X', '2026-11-23', '1, 0, 0', 'the week does not count on a day off the chart'],
    ['X', '2026-11-24', '2, 2, 1', 'back within the week, the run continues'],
    ['A', '2026-11-24', '3, 3, 0', 'only the newest number one of the week counts'],
    ['B', '2026-12-01', '3, 1, 2', 'a week off the chart breaks a run'],
    ['A', '2026-12-01', '4, 4, 1', 'weeks at number one are counted on any chart'],
    ['X', '2026-12-04', '2, 0, 1', 'off the chart within the week, the week does not count'],
    ['B', '2026-12-04', '3, 1, 3', 'a further week at number one adds one'],
  ])('of %s on %s are %s: %s', (artist, day, expected) => {
    expect(ledger(history, artist, day).split(' | ')[1]).toBe(expected);
  });

  test('continue across the end of a year', () => {
    const turn = written({
      '2026-12-27': 'AB',
      '2026-12-31': 'AB',
      '2027-01-03': 'BA',
      '2027-01-04': 'BA',
    });
    const weeks = ['2026-12-27', '2026-12-31', '2027-01-03', '2027-01-04'].map((day) =>
      ledger(turn, 'A', day).replace(/.* \| /, ''),
    );
    expect(weeks).toEqual(['1, 1, 1', '2, 2, 2', '2, 2, 1', '3, 3, 1']);
  });

  test('treat an empty snapshot as a week off the chart for every artist', () => {
    const empty = written({ '2026-11-02': 'A', '2026-11-09': '', '2026-11-16': 'A' });
    expect(ledger(empty, 'A', '2026-11-09')).toBe('1 11-02 1 11-02 | 1, 0, 1');
    expect(ledger(empty, 'A', '2026-11-16')).toBe('1 11-02 1 11-02 | 2, 1, 2');
  });
});

describe('the ledger of a snapshot', () => {
  const history = written({ '2026-11-02': 'AB', '2026-11-03': 'ABC', '2026-11-04': 'CBA' });

  test.each([
    ['Z', 2],
    ['C', 0],
  ])('throws for artist %s, who entered later or never', (artist, index) => {
    expect(() => history.ledger.read(numberOf(artist), index, null)).toThrow(
      `was not on the chart by snapshot ${index}`,
    );
  });

  test.each([
    ['A', 0, false],
    ['A', 1, true],
    ['C', 1, false],
    ['C', 2, true],
    ['Z', 2, false],
  ])('has artist %s before snapshot %d: %p', (artist, index, had) => {
    expect(history.ledger.hasBefore(numberOf(artist), index)).toBe(had);
  });

  test.each([
    ['A', 0, false],
    ['A', 2, false],
    ['B', 1, false],
    ['C', 1, false],
    ['C', 2, true],
    ['Z', 2, false],
  ])('has a new peak of artist %s at snapshot %d: %p', (artist, index, improved) => {
    expect(history.ledger.hasNewPeak(numberOf(artist), index)).toBe(improved);
  });
});

describe('consecutive weeks at number one', () => {
  const history = written({
    '2026-11-02': 'AB',
    '2026-11-09': 'AB',
    // The week of 16 November has no snapshot.
    '2026-11-23': 'AB',
    '2026-11-30': 'BA',
    '2026-12-07': 'AB',
  });

  test.each([
    ['A', '2026-11-02', 1],
    ['A', '2026-11-09', 2],
    ['A', '2026-11-23', 3],
    ['A', '2026-11-30', 0],
    ['B', '2026-11-30', 1],
    ['A', '2026-12-07', 1],
  ])('of %s on %s are %i', (artist, day, expected) => {
    const index = history.newest(day) ?? -1;
    const rank = history.rank(index, numberOf(artist));
    expect(history.ledger.read(numberOf(artist), index, rank).consecutiveWeeksAtNumberOne).toBe(expected);
  });
});
