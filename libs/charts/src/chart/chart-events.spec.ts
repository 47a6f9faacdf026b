import { describe, expect, test } from '@jest/globals';
import { letterOf, written } from '../history/history.fixture.js';
import { eventsAt } from './chart-events.js';

/** Returns the events of the last list, as `KIND artist previousRank>rank`. */
function events(...lists: string[]): string[] {
  const history = written(Object.fromEntries(lists.map((list, index) => [`2026-11-0${index + 1}`, list])));
  return eventsAt(history, lists.length - 1).map(
    ({ kind, artist, previousRank, rank }) =>
      `${kind} ${letterOf(artist)} ${previousRank ?? '-'}>${rank ?? '-'}`,
  );
}

describe('events between two consecutive snapshots', () => {
  test.each([
    ['a first snapshot has no events', ['AB…'], []],
    ['an unchanged list has no events', ['AB…', 'AB…'], []],
    ['a fall, or a rise below the peak, is no event', ['ABC…', 'BCA…', 'BAC…'], []],
    [
      'a first time at number one is also a new peak',
      ['AB…', 'BA…'],
      ['NEW_NUMBER_ONE B 2>1', 'NEW_PEAK B 2>1'],
    ],
    ['a return to number one is no new peak', ['AB…', 'BA…', 'AB…'], ['NEW_NUMBER_ONE A 2>1']],
    ['a first entry is not also a new peak', ['AB…', 'AX…'], ['NEW_ENTRY X ->2', 'DROP_OUT B 2>-']],
    [
      'a first entry at number one is both a new number one and a new entry',
      ['AB…', 'XA…'],
      ['NEW_NUMBER_ONE X ->1', 'NEW_ENTRY X ->1', 'DROP_OUT B 2>-'],
    ],
    ['a return is a re-entry', ['AX…', 'AB…', 'AX…'], ['RE_ENTRY X ->2', 'DROP_OUT B 2>-']],
    [
      'a return above the earlier peak is a re-entry and a new peak',
      ['ABX…', 'ABC…', 'AXB…'],
      ['RE_ENTRY X ->2', 'NEW_PEAK X ->2', 'DROP_OUT C 3>-'],
    ],
    [
      'after an empty list, every artist is a new entry',
      ['', 'AB…'],
      ['NEW_NUMBER_ONE A ->1', 'NEW_ENTRY A ->1', 'NEW_ENTRY B ->2'],
    ],
    ['in an empty list, every artist drops out', ['AB…', ''], ['DROP_OUT A 1>-', 'DROP_OUT B 2>-']],
  ])('%s', (_, lists, expected) => {
    expect(events(...lists)).toEqual(expected);
  });

  test('are ordered by kind, then by rank; drop-outs by their previous rank', () => {
    expect(events('YZ…', 'ABCDE…', 'ZEXDY…')).toEqual([
      'NEW_NUMBER_ONE Z ->1',
      'NEW_ENTRY X ->3',
      'RE_ENTRY Z ->1',
      'RE_ENTRY Y ->5',
      'NEW_PEAK Z ->1',
      'NEW_PEAK E 5>2',
      'DROP_OUT A 1>-',
      'DROP_OUT B 2>-',
      'DROP_OUT C 3>-',
    ]);
  });

  test('carry the day of the later snapshot', () => {
    const history = written({ '2026-11-01': 'AB', '2026-11-20': 'BA' });
    expect(eventsAt(history, 1).map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-20']);
  });
});

describe('events below the depth of an incomplete list', () => {
  test.each([
    ['an artist below the depth of the previous list is neither new nor back', ['AY…', 'AB…', 'ABXY…'], []],
    ['an artist below the depth of the later list has not dropped out', ['ABX…', 'AB…'], []],
    ['an artist missing from a complete list is new in the next', ['AB', 'ABX…'], ['NEW_ENTRY X ->3']],
    ['an artist missing from a complete list has dropped out', ['ABX', 'AB'], ['DROP_OUT X 3>-']],
    ['a peak above all ranks seen is still a new peak', ['ABCX…', 'AB…', 'ABX…'], ['NEW_PEAK X ->3']],
    ['a number one after an unknown list is no event', ['…', 'A…'], []],
    [
      'a number one that was seen lower before is an event',
      ['AB…', 'BA…'],
      ['NEW_NUMBER_ONE B 2>1', 'NEW_PEAK B 2>1'],
    ],
  ])('%s', (_, lists, expected) => {
    expect(events(...lists)).toEqual(expected);
  });
});
