import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyPoints, points } from '../bump-chart/series.fixture.js';
import { deriveEvents } from './derive-events.js';

/** The events of one range, oldest first: `02 NEW_ENTRY - 5`. */
const derive = (written: string) =>
  deriveEvents([{ range: 'SHORT_TERM', days: points(written) }])
    .map(
      ({ day, kind, previousRank, rank }) => `${day.slice(8)} ${kind} ${previousRank ?? '-'} ${rank ?? '-'}`,
    )
    .toReversed();

it.each([
  ['a debut', '- 5', ['02 NEW_ENTRY - 5']],
  ['a new peak', '5 3 4', ['02 NEW_PEAK 5 3']],
  ['a drop-out and a return', '5 - 6', ['02 DROP_OUT 5 -', '03 RE_ENTRY - 6']],
  ['a return at a new peak', '5 - 4', ['02 DROP_OUT 5 -', '03 NEW_PEAK - 4', '03 RE_ENTRY - 4']],
  ['a rise to number one', '2 1 1', ['02 NEW_PEAK 2 1', '02 NEW_NUMBER_ONE 2 1']],
  ['a debut at number one', '- 1', ['02 NEW_ENTRY - 1', '02 NEW_NUMBER_ONE - 1']],
  ['number one again', '1 2 1', ['03 NEW_NUMBER_ONE 2 1']],
  ['nothing at the first snapshot', '1 1', []],
  ['nothing while off the chart', '- - . -', []],
  ['nothing between reconstructed and recorded snapshots', '5r 1', []],
  ['events on both sides of the seam', '5r 3r 9 2', ['02 NEW_PEAK 5 3', '04 NEW_PEAK 9 2']],
  ['the snapshot before a gap as the previous one', '4 . . 2', ['04 NEW_PEAK 4 2']],
])('derives %s', (_, written, events) => {
  expect(derive(written)).toEqual(events);
});

it('lists the newest first, and the events of a day in the order of the ranges', () => {
  const days = points('5 4 3');
  const events = deriveEvents([
    { range: 'SHORT_TERM', days },
    { range: 'LONG_TERM', days },
  ]);
  expect(events.map(({ day, range }) => `${day.slice(8)} ${range}`)).toEqual([
    '03 SHORT_TERM',
    '03 LONG_TERM',
    '02 SHORT_TERM',
    '02 LONG_TERM',
  ]);
});

it('alternates entries and drop-outs, and every peak is better than the one before', () => {
  fc.assert(
    fc.property(anyPoints, (days) => {
      const events = deriveEvents([{ range: 'SHORT_TERM', days }]).toReversed();
      const moves = events.filter(({ kind }) => ['NEW_ENTRY', 'RE_ENTRY', 'DROP_OUT'].includes(kind));
      moves.slice(1).forEach(({ kind }, index) => {
        expect(kind === 'DROP_OUT').toBe(moves[index]?.kind !== 'DROP_OUT');
      });
      const peaks = events.filter(({ kind }) => kind === 'NEW_PEAK').map(({ rank }) => rank ?? 0);
      expect(peaks).toEqual([...new Set(peaks)].sort((one, other) => other - one));
    }),
  );
});
