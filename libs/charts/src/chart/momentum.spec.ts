import { describe, expect, test } from '@jest/globals';
import { letterOf, numberOf, written } from '../history/history.fixture.js';
import { History } from '../history/history.js';
import { momentum } from './momentum.js';

/** Twelve artists that are nothing but far from the top. */
const crowd = 'abcdefghijkl';

/** The momentum of one day's three lists, as `artist KIND short medium long`, without the crowd's. */
function kinds(short: string, medium: string, long: string): string[] {
  const [shortTerm, mediumTerm, longTerm] = [short, medium, long].map((list) =>
    written({ '2026-11-22': list }),
  );
  if (!shortTerm || !mediumTerm || !longTerm) throw new Error('There are three.');
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

describe('the first kind that fits', () => {
  test.each([
    ['in short only', 'X', '', '', ['X BREAKOUT 1 - -']],
    ['in short and medium', 'X', 'X', '', ['X RISING 1 1 -']],
    ['in short, medium, and 11 places lower in long', 'X', 'X', `${eleven}X`, ['X RISING 1 1 12']],
    ['but 10 places are no difference', 'X', 'X', `${ten}X`, ['X STAPLE 1 1 11']],
    ['in short, and 11 places lower in long', 'X', '', `${eleven}X`, ['X RISING 1 - 12']],
    ['in all three', 'X', 'X', 'X', ['X STAPLE 1 1 1']],
    ['in all three, wherever in medium', 'X', `${eleven}X`, 'X', ['X STAPLE 1 12 1']],
    ['in long only', '', '', 'X', ['X FADING - - 1']],
    ['in medium and long', '', 'X', 'X', ['X FADING - 1 1']],
    ['in long, and 11 places lower in short', `${eleven}X`, 'X', 'X', ['X FADING 12 1 1']],
    ['10 places lower', `${ten}X`, 'X', 'X', ['X STAPLE 11 1 1']],
    ['in long, and 11 places lower in short, not in medium', `${eleven}X`, '', 'X', ['X FADING 12 - 1']],
    ['none: in short and long alike, not in medium', 'X', '', 'X', []],
    ['none: in medium only', '', 'X', '', []],
  ])('%s', (_, short, medium, long, expected) => {
    expect(kinds(short, medium, long)).toEqual(expected);
  });

  test('in order of the kinds, each by short-term rank, those that fade by long-term rank', () => {
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

describe('the newest day that has all three ranges', () => {
  const shortTerm = written({ '2026-11-02': 'A', '2026-11-04': 'B', '2026-11-05': 'C', '2026-11-06': 'D' });
  const mediumTerm = written({ '2026-11-02': 'Z', '2026-11-03': 'Z', '2026-11-05': 'Z', '2026-11-07': 'Z' });
  const longTerm = written({ '2026-11-02': 'Z', '2026-11-04': 'Z', '2026-11-05': 'Z', '2026-11-08': 'Z' });
  const histories = { shortTerm, mediumTerm, longTerm };

  test.each([
    [null, 'C'],
    ['2026-11-09', 'C'],
    ['2026-11-05', 'C'],
    ['2026-11-04', 'A'],
    ['2026-11-02', 'A'],
    ['2026-11-01', null],
  ])('on %s shows the breakout of %s', (on, expected) => {
    const artist = momentum(histories, on)?.find(({ kind }) => kind === 'BREAKOUT')?.artist;
    expect(artist ?? null).toBe(expected === null ? null : numberOf(expected));
  });

  test('is none where a range has none, or no day is shared', () => {
    expect(momentum({ ...histories, longTerm: History.EMPTY }, null)).toBeNull();
    expect(momentum({ ...histories, longTerm: written({ '2026-11-06': 'Z' }) }, null)).toBeNull();
    expect(momentum(histories, '2026-11-01')).toBeNull();
  });

  test('may have nothing to say', () => {
    const empty = written({ '2026-11-02': '' });
    expect(momentum({ shortTerm: empty, mediumTerm: empty, longTerm: empty }, null)).toEqual([]);
  });
});
