import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyPoints, points } from './series.fixture.js';
import { getGaps, getMarkedStops, getStretches, splitBySource, type Stop } from './stretches.js';

/** `0:3 1:1` for ranks, `2:-` for off the chart. */
function format(stops: readonly Stop[] | null): string | null {
  return stops && stops.map(({ index, rank }) => `${index}:${rank ?? '-'}`).join(' ');
}

describe('getStretches', () => {
  test.each([
    ['3 1 2', ['0:3 1:1 2:2', null, null]],
    ['- 3 1', ['1:3 2:1', '0:- 1:3', null]],
    ['3 1 -', ['0:3 1:1', null, '1:1 2:-']],
    ['- - 4 - -', ['2:4', '1:- 2:4', '2:4 3:-']],
    ['. 4 .', ['1:4', null, null]],
  ])('gives one stretch for the ranks "%s"', (history, stretch) => {
    expect(
      getStretches(points(history)).map(({ ranked, entering, leaving }) =>
        [ranked, entering, leaving].map(format),
      ),
    ).toEqual([stretch]);
  });

  test('starts a new stretch after a period without a snapshot', () => {
    const ranked = getStretches(points('3 1 . 2 . . 5 -')).map((stretch) => format(stretch.ranked));
    expect(ranked).toEqual(['0:3 1:1', '3:2', '6:5']);
  });

  test('draws legs to and from off the chart', () => {
    const stretches = getStretches(points('5 - - 7'));
    expect(stretches.map(({ leaving }) => format(leaving))).toEqual(['0:5 1:-', null]);
    expect(stretches.map(({ entering }) => format(entering))).toEqual([null, '2:- 3:7']);
  });

  test('leaves for the lane where a rank is below the axis', () => {
    const [stretch, ...others] = getStretches(points('12 9 10 11 24'), 10);
    expect(others).toEqual([]);
    expect(
      [stretch?.entering, stretch?.ranked, stretch?.leaving].map((stops) => format(stops ?? null)),
    ).toEqual(['0:- 1:9', '1:9 2:10', '2:10 3:-']);
  });

  test('gives nothing for an artist that was never on the chart', () => {
    expect(getStretches(points('- . -'))).toEqual([]);
  });
});

describe('splitBySource', () => {
  const split = (history: string) =>
    getStretches(points(history)).map(({ ranked }) =>
      splitBySource(ranked).map(
        ({ stops, isReconstructed }) => `${isReconstructed ? 'thin' : 'full'} ${format(stops)}`,
      ),
    );

  test.each([
    ['1 2 3', [['full 0:1 1:2 2:3']]],
    ['1r 2r', [['thin 0:1 1:2']]],
    ['1r', [['thin 0:1']]],
    ['1', [['full 0:1']]],
    ['1r 2r 3 4', [['thin 0:1 1:2 2:3', 'full 2:3 3:4']]],
    ['1r 2', [['thin 0:1 1:2']]],
    ['1r 2r . 3 4', [['thin 0:1 1:2'], ['full 3:3 4:4']]],
  ])('gives the pieces of "%s"', (history, pieces) => expect(split(history)).toEqual(pieces));
});

describe('for any history', () => {
  test('every rank is in exactly one stretch', () => {
    fc.assert(
      fc.property(anyPoints, (history) => {
        const drawn = getStretches(history).flatMap(({ ranked }) => ranked);
        const ranked = history.flatMap(({ rank }, index) => (rank === null ? [] : { index, rank }));
        expect(drawn).toMatchObject(ranked);
        expect(drawn).toHaveLength(ranked.length);
      }),
    );
  });

  test('no stretch crosses a period without a snapshot', () => {
    fc.assert(
      fc.property(anyPoints, (history) => {
        for (const { entering, ranked, leaving } of getStretches(history)) {
          for (const stops of [entering ?? [], ranked, leaving ?? []]) {
            const indices = stops.map(({ index }) => index);
            expect(indices).toEqual(indices.map((_, at) => (indices[0] ?? 0) + at));
            expect(indices.every((index) => history[index]?.observed)).toBe(true);
          }
        }
      }),
    );
  });

  test('the gaps are the periods without a snapshot', () => {
    fc.assert(
      fc.property(anyPoints, (history) => {
        const inGaps = getGaps(history).flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, step) => first + step),
        );
        expect(inGaps).toEqual(history.flatMap(({ observed }, index) => (observed ? [] : index)));
      }),
    );
  });
});

test('getGaps merges neighbouring periods without a snapshot', () => {
  expect(getGaps(points('. 1 . . 2 .'))).toEqual([
    { first: 0, last: 0 },
    { first: 2, last: 3 },
    { first: 5, last: 5 },
  ]);
});

describe('getMarkedStops', () => {
  const stretches = getStretches(points('1 2 . 3 4 5 . 6 . 7 8'));
  const marked = (isDense: boolean): number[] => getMarkedStops(stretches, isDense).map(({ index }) => index);

  test('marks both ends of every stretch', () => {
    expect(marked(false)).toEqual([0, 1, 3, 5, 7, 9, 10]);
  });

  test('marks only outer ends and single stops if dense', () => {
    expect(marked(true)).toEqual([0, 7, 10]);
  });
});
