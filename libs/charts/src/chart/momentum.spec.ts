import { describe, expect, test } from '@jest/globals';
import { letterOf, numberOf, written } from '../history/history.fixture.js';
import { History } from '../history/history.js';
import { momentum } from './momentum.js';

/** Twelve artists that fill places, so that others are lower. */
const crowd = 'abcdefghijkl';

/** Returns the momentum in three lists of one day as `artist KIND short medium long`, without the crowd. */
function kinds(short: string, medium: string, long: string): string[] {
  const [shortTerm, mediumTerm, longTerm] = [short, medium, long].map((list) =>
    written({ '2026-11-22': list }),
  );
  if (!shortTerm || !mediumTerm || !longTerm) throw new Error('a list is missing');
  const entries = momentum({ shortTerm, mediumTerm, longTerm }, null) ?? [];
  return entries
    .filter(({ artist }) => !crowd.includes(letterOf(artist)))
    .map(({ artist, kind, shortTermRank, mediumTermRank, longTermRank }) =>
      [
        letterOf(artist),
        kind,
        ...[shortTermRank, mediumTermRank, longTermRank].map((rank) => rank ?? '-'),
      ].join(' '),
    );
}

const [ten, eleven] = [crowd.slice(0, 10), crowd.slice(0, 11)];

describe('the momentum of an artist', () => {
  test.each([
    ['is BREAKOUT in short only', 'X', '', '', ['X BREAKOUT 1 - -']],
    ['is RISING in short and medium', 'X', 'X', '', ['X RISING 1 1 -']],
    ['is RISING in short, medium, and 11 places lower in long', 'X', 'X', `${eleven}X`, ['X RISING 1 1 12']],
    ['is STAPLE in all three if long is 10 places lower', 'X', 'X', `${ten}X`, ['X STAPLE 1 1 11']],
    ['is RISING in short, and 11 places lower in long', 'X', '', `${eleven}X`, ['X RISING 1 - 12']],
    ['is STAPLE in all three', 'X', 'X', 'X', ['X STAPLE 1 1 1']],
    ['is STAPLE in all three, at any rank in medium', 'X', `${eleven}X`, 'X', ['X STAPLE 1 12 1']],
    ['is FADING in long only', '', '', 'X', ['X FADING - - 1']],
    ['is FADING in medium and long', '', 'X', 'X', ['X FADING - 1 1']],
    ['is FADING in long, and 11 places lower in short', `${eleven}X`, 'X', 'X', ['X FADING 12 1 1']],
    ['is STAPLE in all three if short is 10 places lower', `${ten}X`, 'X', 'X', ['X STAPLE 11 1 1']],
    [
      'is FADING in long, and 11 places lower in short, not in medium',
      `${eleven}X`,
      '',
      'X',
      ['X FADING 12 - 1'],
    ],
    ['is none at similar ranks in short and long, not in medium', 'X', '', 'X', []],
    ['is none in medium only', '', 'X', '', []],
  ])('%s', (_, short, medium, long, expected) => {
    expect(kinds(short, medium, long)).toEqual(expected);
  });

  test('is sorted by kind, then by short-term rank, or by long-term rank for FADING', () => {
    expect(kinds(`SUBRT${eleven}G`, 'SUTR', `GFSTU`)).toEqual([
      'B BREAKOUT 3 - -',
      'R RISING 4 4 -',
      'S STAPLE 1 1 3',
      'U STAPLE 2 2 5',
      'T STAPLE 5 3 4',
      'G FADING 17 - 1',
      'F FADING - - 2',
    ]);
  });
});

describe('the day of the momentum', () => {
  const shortTerm = written({ '2026-11-02': 'A', '2026-11-04': 'B', '2026-11-05': 'C', '2026-11-06': 'D' });
  const mediumTerm = written({ '2026-11-02': 'Z', '2026-11-03': 'Z', '2026-11-05': 'Z', '2026-11-07': 'Z' });
  const longTerm = written({ '2026-11-02': 'Z', '2026-11-04': 'Z', '2026-11-05': 'Z', '2026-11-08': 'Z' });
  const histories = { shortTerm, mediumTerm, longTerm };

  test.each([
    ['2026-11-05', null, 'C'],
    ['2026-11-05', '2026-11-09', 'C'],
    ['2026-11-05', '2026-11-05', 'C'],
    ['2026-11-02', '2026-11-04', 'A'],
    ['2026-11-02', '2026-11-02', 'A'],
    [null, '2026-11-01', null],
  ])('is %s: the newest by %s with all three ranges, with the breakout of %s', (day, on, breakout) => {
    const entries = momentum(histories, on);
    const artist = entries?.find(({ kind }) => kind === 'BREAKOUT')?.artist;
    expect(artist ?? null).toBe(breakout === null ? null : numberOf(breakout));
    expect(new Set(entries?.map((entry) => entry.day))).toEqual(new Set(day === null ? [] : [day]));
  });

  test('is missing, and the result null, if a range is empty or no day has all three', () => {
    expect(momentum({ ...histories, longTerm: History.EMPTY }, null)).toBeNull();
    expect(momentum({ ...histories, longTerm: written({ '2026-11-06': 'Z' }) }, null)).toBeNull();
    expect(momentum(histories, '2026-11-01')).toBeNull();
  });

  test('is older where the ranges of a shared day have different sources', () => {
    const early = written({ '2026-11-02': '~A', '2026-11-03': 'B', '2026-11-04': 'C' });
    const late = written({ '2026-11-02': '~A', '2026-11-03': '~A', '2026-11-04': 'C' });
    const ranges = { shortTerm: early, mediumTerm: late, longTerm: early };
    expect(momentum(ranges, null)?.[0]?.day).toBe('2026-11-04');
    expect(momentum(ranges, '2026-11-03')?.[0]?.day).toBe('2026-11-02');
    expect(momentum({ ...ranges, mediumTerm: written({ '2026-11-03': '~Z' }) }, null)).toBeNull();
  });

  test('has no entries if all lists are empty', () => {
    const empty = written({ '2026-11-02': '' });
    expect(momentum({ shortTerm: empty, mediumTerm: empty, longTerm: empty }, null)).toEqual([]);
  });
});
