import { describe, expect, test } from '@jest/globals';
import { letterOf, written } from '../history/history.fixture.js';
import { eventsAt } from './chart-events.js';

/** What happened at the last of the lists, as `KIND artist previousRank>rank`. */
function events(...lists: string[]): string[] {
  const history = written(Object.fromEntries(lists.map((list, index) => [`2026-11-0${index + 1}`, list])));
  return eventsAt(history, lists.length - 1).map(
    ({ kind, artist, previousRank, rank }) =>
      `${kind} ${letterOf(artist)} ${previousRank ?? '-'}>${rank ?? '-'}`,
  );
}

describe('between a snapshot and the one before', () => {
  test.each([
    ['nothing at the first', ['AB…'], []],
    ['nothing where nothing changes', ['AB…', 'AB…'], []],
    ['nothing for a mere fall, or a rise below the peak', ['ABC…', 'BCA…', 'BAC…'], []],
    [
      'a new number one, which is a new peak for who never was',
      ['AB…', 'BA…'],
      ['NEW_NUMBER_ONE B 2>1', 'NEW_PEAK B 2>1'],
    ],
    ['and is none for who was', ['AB…', 'BA…', 'AB…'], ['NEW_NUMBER_ONE A 2>1']],
    ['a first entry, which is not also a new peak', ['AB…', 'AX…'], ['NEW_ENTRY X ->2', 'DROP_OUT B 2>-']],
    [
      'at number one it is both that and an entry',
      ['AB…', 'XA…'],
      ['NEW_NUMBER_ONE X ->1', 'NEW_ENTRY X ->1', 'DROP_OUT B 2>-'],
    ],
    ['a re-entry', ['AX…', 'AB…', 'AX…'], ['RE_ENTRY X ->2', 'DROP_OUT B 2>-']],
    ['with a new peak', ['ABX…', 'ABC…', 'AXB…'], ['RE_ENTRY X ->2', 'NEW_PEAK X ->2', 'DROP_OUT C 3>-']],
    [
      'everyone, after an empty list',
      ['', 'AB…'],
      ['NEW_NUMBER_ONE A ->1', 'NEW_ENTRY A ->1', 'NEW_ENTRY B ->2'],
    ],
    ['everyone gone, in an empty list', ['AB…', ''], ['DROP_OUT A 1>-', 'DROP_OUT B 2>-']],
  ])('%s', (_, lists, expected) => {
    expect(events(...lists)).toEqual(expected);
  });

  test('by kind, and within a kind by rank; drop-outs by the rank they had', () => {
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

  test('dated at the later', () => {
    const history = written({ '2026-11-01': 'AB', '2026-11-20': 'BA' });
    expect(eventsAt(history, 1).map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-20']);
  });
});

describe('below the depth of an incomplete list', () => {
  test.each([
    ['nobody is called new or back', ['AY…', 'AB…', 'ABXY…'], []],
    ['nor gone', ['ABX…', 'AB…'], []],
    ['but of a complete list everything is known', ['AB', 'ABX…'], ['NEW_ENTRY X ->3']],
    ['there too', ['ABX', 'AB'], ['DROP_OUT X 3>-']],
    [
      'a peak is new all the same: it is the best of all ranks seen',
      ['ABCX…', 'AB…', 'ABX…'],
      ['NEW_PEAK X ->3'],
    ],
    ['a number one is not, after a list of which nothing is known', ['…', 'A…'], []],
    ['unless it was seen lower', ['AB…', 'BA…'], ['NEW_NUMBER_ONE B 2>1', 'NEW_PEAK B 2>1']],
  ])('%s', (_, lists, expected) => {
    expect(events(...lists)).toEqual(expected);
  });
});
