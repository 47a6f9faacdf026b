import { describe, expect, test } from '@jest/globals';
import { moveCursor, findCursor } from './cursor.js';
import { createFrame } from './frame.js';
import { series } from './series.fixture.js';

const all = [series('1 2 . 9', 'A'), series('3 1 . -', 'B'), series('2 3 . 4', 'C')];

describe('moveCursor', () => {
  test.each([
    ['ArrowRight', 'moves forward in time', { series: 0, index: 1 }, { series: 0, index: 2 }],
    ['ArrowRight', 'stays at the end', { series: 0, index: 3 }, { series: 0, index: 3 }],
    ['ArrowLeft', 'moves back in time', { series: 1, index: 1 }, { series: 1, index: 0 }],
    ['PageUp', 'moves forward by a page', { series: 0, index: 0 }, { series: 0, index: 3 }],
    ['PageDown', 'moves back by a page', { series: 0, index: 3 }, { series: 0, index: 0 }],
    ['Home', 'moves to the first period', { series: 2, index: 2 }, { series: 2, index: 0 }],
    ['End', 'moves to the last period', { series: 2, index: 2 }, { series: 2, index: 3 }],
    ['ArrowDown', 'moves to the artist below', { series: 0, index: 0 }, { series: 2, index: 0 }],
    ['ArrowUp', 'moves to the artist above', { series: 0, index: 1 }, { series: 1, index: 1 }],
    ['ArrowUp', 'stays at the top', { series: 1, index: 1 }, { series: 1, index: 1 }],
    ['ArrowDown', 'moves to an artist off the chart', { series: 0, index: 3 }, { series: 1, index: 3 }],
    [
      'ArrowDown',
      'moves between artists without a snapshot',
      { series: 0, index: 2 },
      { series: 1, index: 2 },
    ],
  ])('with %s %s', (key, _, from, to) => {
    expect(moveCursor(key, from, all)).toEqual(to);
  });

  test('ignores other keys', () => {
    expect(moveCursor('Tab', { series: 0, index: 0 }, all)).toBeNull();
  });
});

describe('findCursor', () => {
  const frame = createFrame(all, 700);

  test('finds the nearest period and the nearest line in it', () => {
    expect(findCursor(frame.x(1) + 5, frame.y(2) + 1, frame, all)).toEqual({ series: 0, index: 1 });
    expect(findCursor(frame.x(0) - 90, 0, frame, all)).toEqual({ series: 0, index: 0 });
    expect(findCursor(frame.x(3) + 90, frame.y(null), frame, all)).toEqual({ series: 1, index: 3 });
  });

  test('finds a period without a snapshot', () => {
    expect(findCursor(frame.x(2), 100, frame, all)).toEqual({ series: 0, index: 2 });
  });

  test('finds nothing on an empty chart', () => {
    expect(findCursor(10, 10, createFrame([], 700), [])).toBeNull();
  });
});
