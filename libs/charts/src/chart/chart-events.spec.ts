import { describe, expect, test } from '@jest/globals';
import { letterOf, written } from '../history/history.fixture.js';
import { eventsAt } from './chart-events.js';

/** Returns the events of the last list as `KIND artist previousRank>rank`. */
function events(...lists: string[]): string[] {
  const history = written(Object.fromEntries(lists.map((list, index) => [`2026-11-0${index + 1}`, list])));
  return eventsAt(history, lists.length - 1).map(
    ({ kind, artist, previousRank, rank }) =>
      `${kind} ${letterOf(artist)} ${previousRank ?? '-'}>${rank ?? '-'}`,
  );
}

describe('the events of a snapshot', () => {
  test.each([
    ['are none at the first snapshot', ['AB…'], []],
    ['are none without a change', ['AB…', 'AB…'], []],
    ['are none for a fall, or a rise below the peak', ['ABC…', 'BCA…', 'BAC…'], []],
    [
      'are a new number one and a new peak for an artist at number one for the first time',
      ['AB…', 'BA…'],
      ['NEW_NUMBER_ONE B 2>1', 'NEW_PEAK B 2>1'],
    ],
    ['are a new number one only for an earlier number one', ['AB…', 'BA…', 'AB…'], ['NEW_NUMBER_ONE A 2>1']],
    [
      'are a new entry without a new peak for a new artist',
      ['AB…', 'AX…'],
      ['NEW_ENTRY X ->2', 'DROP_OUT B 2>-'],
    ],
    [
      'are a new number one and a new entry for a new artist at number one',
      ['AB…', 'XA…'],
      ['NEW_NUMBER_ONE X ->1', 'NEW_ENTRY X ->1', 'DROP_OUT B 2>-'],
    ],
    ['are a re-entry for a returning artist', ['AX…', 'AB…', 'AX…'], ['RE_ENTRY X ->2', 'DROP_OUT B 2>-']],
    [
      'are a re-entry and a new peak for an artist returning at a better rank',
      ['ABX…', 'ABC…', 'AXB…'],
      ['RE_ENTRY X ->2', 'NEW_PEAK X ->2', 'DROP_OUT C 3>-'],
    ],
    [
      'are new entries of all artists after an empty list',
      ['', 'AB…'],
      ['NEW_NUMBER_ONE A ->1', 'NEW_ENTRY A ->1', 'NEW_ENTRY B ->2'],
    ],
    ['are none at the seam between a reconstructed and a recorded list', ['~AB…', 'XB…'], []],
    [
      'compare reconstructed lists with each other, and remember artists across the seam',
      ['~AX…', '~AB…', 'AB…', 'AX…'],
      ['RE_ENTRY X ->2', 'DROP_OUT B 2>-'],
    ],
    ['are entries between two reconstructed lists', ['~AB…', '~AX…'], ['NEW_ENTRY X ->2', 'DROP_OUT B 2>-']],
    ['are drop-outs of all artists at an empty list', ['AB…', ''], ['DROP_OUT A 1>-', 'DROP_OUT B 2>-']],
  ])('%s', (_, lists, expected) => {
    expect(events(...lists)).toEqual(expected);
  });

  test('are sorted by kind, then by rank, or by previous rank for drop-outs', () => {
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

  test('have the day of the later snapshot', () => {
    const history = written({ '2026-11-01': 'AB', '2026-11-20': 'BA' });
    expect(eventsAt(history, 1).map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-20']);
  });
});

describe('the events below the depth of an incomplete list', () => {
  test.each([
    ['include no entries or re-entries', ['AY…', 'AB…', 'ABXY…'], []],
    ['include no drop-outs', ['ABX…', 'AB…'], []],
    ['include entries if the earlier list is complete', ['AB', 'ABX…'], ['NEW_ENTRY X ->3']],
    ['include drop-outs if the later list is complete', ['ABX', 'AB'], ['DROP_OUT X 3>-']],
    [
      'include a new peak, which is the best of all recorded ranks',
      ['ABCX…', 'AB…', 'ABX…'],
      ['NEW_PEAK X ->3'],
    ],
    ['include no new number one after an empty, incomplete list', ['…', 'A…'], []],
    [
      'include a new number one that was recorded lower',
      ['AB…', 'BA…'],
      ['NEW_NUMBER_ONE B 2>1', 'NEW_PEAK B 2>1'],
    ],
  ])('%s', (_, lists, expected) => {
    expect(events(...lists)).toEqual(expected);
  });
});
