import { describe, expect, test } from '@jest/globals';
import { estimateWidth } from '#cards';
import { createFrame } from './frame.js';
import { getLineEnds, LABEL, TO_NAME } from './line-ends.js';
import type { Series } from './series.js';
import { series } from './series.fixture.js';

const all = [series('1 2 3', 'A'), series('2 - -', 'B'), series('- 4 .', 'C'), series('. - 3', 'D')];

describe('getLineEnds', () => {
  test('places labels at the last known rank and connects lines that reach the end', () => {
    const ends = getLineEnds(all, createFrame(all, 1000));
    expect(ends.map(({ rank, isConnected }) => [rank, isConnected])).toEqual([
      [3, true],
      [null, false],
      [4, false],
      [3, true],
    ]);
  });

  test('does not connect a line that ends below the axis, but shows its rank', () => {
    const deep = [series('1 24')];
    const [end] = getLineEnds(deep, createFrame(deep, 1000, { ranks: 10 }));
    expect(end).toMatchObject({ rank: 24, isConnected: false });
  });
});

const named = (name: string, count: number): Series[] =>
  Array.from({ length: count }, (_, index) => ({ ...series(`${index + 1} ${index + 1}`, `${index}`), name }));

test.each([
  ['six names of 60 letters without a space', named('Abcdefghij'.repeat(6), 6)],
  ['ten names of many words', named('The Extraordinarily Long Name Of A Collective', 10)],
  ['names in Japanese', named('とても長い名前のバンドとその仲間たち', 8)],
])('labels fit beside a chart on a phone and do not overlap: %s', (_, artists) => {
  const frame = createFrame(artists, 328);
  const ends = getLineEnds(artists, frame);
  for (const { lines } of ends) {
    for (const line of lines) {
      expect(estimateWidth(line, LABEL.size)).toBeLessThanOrEqual(frame.width - frame.right - TO_NAME);
    }
  }
  const boxes = ends
    .map(({ labelY, lines }) => [
      labelY - (lines.length * LABEL.line) / 2,
      labelY + (lines.length * LABEL.line) / 2,
    ])
    .sort(([a = 0], [b = 0]) => a - b);
  expect(boxes.at(0)?.[0]).toBeGreaterThanOrEqual(0);
  expect(boxes.at(-1)?.[1]).toBeLessThanOrEqual(frame.height);
  boxes.slice(1).forEach(([top = 0], index) => expect(top).toBeGreaterThanOrEqual(boxes[index]?.[1] ?? 0));
});

test('names of common lengths are not cut on a phone', () => {
  const artists = named('The Midnight Orchestra of Lisbon', 6);
  for (const { lines } of getLineEnds(artists, createFrame(artists, 328))) {
    expect(lines.join(' ')).toBe('The Midnight Orchestra of Lisbon');
  }
});
