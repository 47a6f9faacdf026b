import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyPoints, points } from './series.fixture.js';
import { gapsOf, markedStops, type Stop, stretchesOf } from './stretches.js';

/** `0:3 1:1` for ranks, `2:-` for the lane below. */
function written(stops: readonly Stop[] | null): string | null {
  return stops && stops.map(({ index, rank }) => `${index}:${rank ?? '-'}`).join(' ');
}

describe('the line of an artist', () => {
  test.each([
    ['3 1 2', ['0:3 1:1 2:2', null, null]],
    ['- 3 1', ['1:3 2:1', '0:- 1:3', null]],
    ['3 1 -', ['0:3 1:1', null, '1:1 2:-']],
    ['- - 4 - -', ['2:4', '1:- 2:4', '2:4 3:-']],
    ['. 4 .', ['1:4', null, null]],
  ])('%s', (history, stretch) => {
    expect(
      stretchesOf(points(history)).map(({ ranked, entering, leaving }) =>
        [ranked, entering, leaving].map(written),
      ),
    ).toEqual([stretch]);
  });

  test('is broken where there is no snapshot, and ends where it begins again', () => {
    const ranked = stretchesOf(points('3 1 . 2 . . 5 -')).map((stretch) => written(stretch.ranked));
    expect(ranked).toEqual(['0:3 1:1', '3:2', '6:5']);
  });

  test('leaves and comes back', () => {
    const stretches = stretchesOf(points('5 - - 7'));
    expect(stretches.map(({ leaving }) => written(leaving))).toEqual(['0:5 1:-', null]);
    expect(stretches.map(({ entering }) => written(entering))).toEqual([null, '2:- 3:7']);
  });

  test('is not there for who never was on the chart', () => {
    expect(stretchesOf(points('- . -'))).toEqual([]);
  });
});

describe('any history', () => {
  test('has every rank on one line, and nothing else', () => {
    fc.assert(
      fc.property(anyPoints, (history) => {
        const drawn = stretchesOf(history).flatMap(({ ranked }) => ranked);
        const known = history.flatMap(({ rank }, index) => (rank === null ? [] : { index, rank }));
        expect(drawn).toEqual(known);
      }),
    );
  });

  test('has no line across a period without a snapshot', () => {
    fc.assert(
      fc.property(anyPoints, (history) => {
        for (const { entering, ranked, leaving } of stretchesOf(history)) {
          for (const stops of [entering ?? [], ranked, leaving ?? []]) {
            const indices = stops.map(({ index }) => index);
            expect(indices).toEqual(indices.map((_, at) => (indices[0] ?? 0) + at));
            expect(indices.every((index) => history[index]?.observed)).toBe(true);
          }
        }
      }),
    );
  });

  test('has the gaps that its periods without a snapshot make', () => {
    fc.assert(
      fc.property(anyPoints, (history) => {
        const inGaps = gapsOf(history).flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, step) => first + step),
        );
        expect(inGaps).toEqual(history.flatMap(({ observed }, index) => (observed ? [] : index)));
      }),
    );
  });
});

test('neighbouring periods without a snapshot are one gap', () => {
  expect(gapsOf(points('. 1 . . 2 .'))).toEqual([
    { first: 0, last: 0 },
    { first: 2, last: 3 },
    { first: 5, last: 5 },
  ]);
});

describe('marks', () => {
  const stretches = stretchesOf(points('1 2 . 3 4 5 . 6 . 7 8'));
  const at = (isDense: boolean): number[] => markedStops(stretches, isDense).map(({ index }) => index);

  test('stand at the ends of every stretch', () => {
    expect(at(false)).toEqual([0, 1, 3, 5, 7, 9, 10]);
  });

  test('are left out at gaps where they would cover the line, but not where they are the line', () => {
    expect(at(true)).toEqual([0, 7, 10]);
  });
});
