import { describe, expect, test } from '@jest/globals';
import { cursorAfter, cursorAt } from './cursor.js';
import { frameOf } from './frame.js';
import { series } from './series.fixture.js';

const all = [series('1 2 . 9', 'A'), series('3 1 . -', 'B'), series('2 3 . 4', 'C')];

describe('a key', () => {
  test.each([
    ['ArrowRight', 'leads on in time', { series: 0, index: 1 }, { series: 0, index: 2 }],
    ['ArrowRight', 'stays at the end', { series: 0, index: 3 }, { series: 0, index: 3 }],
    ['ArrowLeft', 'leads back in time', { series: 1, index: 1 }, { series: 1, index: 0 }],
    ['PageUp', 'leads on by more', { series: 0, index: 0 }, { series: 0, index: 3 }],
    ['PageDown', 'leads back by more', { series: 0, index: 3 }, { series: 0, index: 0 }],
    ['Home', 'leads to the first period', { series: 2, index: 2 }, { series: 2, index: 0 }],
    ['End', 'leads to the last', { series: 2, index: 2 }, { series: 2, index: 3 }],
    ['ArrowDown', 'leads to the artist below', { series: 0, index: 0 }, { series: 2, index: 0 }],
    ['ArrowUp', 'leads to the artist above', { series: 0, index: 1 }, { series: 1, index: 1 }],
    ['ArrowUp', 'stays at the top', { series: 1, index: 1 }, { series: 1, index: 1 }],
    ['ArrowDown', 'leads to who is off the chart', { series: 0, index: 3 }, { series: 1, index: 3 }],
    ['ArrowDown', 'goes on where nobody knows', { series: 0, index: 2 }, { series: 1, index: 2 }],
  ])('%s %s', (key, _, from, to) => {
    expect(cursorAfter(key, from, all)).toEqual(to);
  });

  test('that means nothing here is left to others', () => {
    expect(cursorAfter('Tab', { series: 0, index: 0 }, all)).toBeNull();
  });
});

describe('a pointer', () => {
  const frame = frameOf(all, 700);

  test('finds the nearest period, and the nearest line in it', () => {
    expect(cursorAt(frame.x(1) + 5, frame.y(2) + 1, frame, all)).toEqual({ series: 0, index: 1 });
    expect(cursorAt(frame.x(0) - 90, 0, frame, all)).toEqual({ series: 0, index: 0 });
    expect(cursorAt(frame.x(3) + 90, frame.y(null), frame, all)).toEqual({ series: 1, index: 3 });
  });

  test('finds a period without a snapshot too', () => {
    expect(cursorAt(frame.x(2), 100, frame, all)).toEqual({ series: 0, index: 2 });
  });

  test('finds nothing on an empty chart', () => {
    expect(cursorAt(10, 10, frameOf([], 700), [])).toBeNull();
  });
});
