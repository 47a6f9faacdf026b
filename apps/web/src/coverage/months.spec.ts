import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../words/days.js';
import { getHatching, groupByMonth, MAX_WEEKS, SIDE } from './months.js';

const from = (day: string, count: number): { day: string }[] =>
  Array.from({ length: count }, (_, index) => ({ day: addDays(day, index) }));

describe('groupByMonth', () => {
  it('starts weeks on Monday', () => {
    // 1 November 2026 is a Sunday.
    const [november] = groupByMonth(from('2026-11-01', 3));
    expect(november?.cells.map(({ column, row }) => [column, row])).toEqual([
      [0, 6],
      [1, 0],
      [1, 1],
    ]);
  });

  it('places the first day correctly if it is not the first of its month', () => {
    const [november, december] = groupByMonth(from('2026-11-30', 2));
    expect([november?.month, november?.cells[0]]).toEqual([
      '2026-11',
      { day: { day: '2026-11-30' }, column: 5, row: 0 },
    ]);
    expect([december?.month, december?.cells[0]]).toEqual([
      '2026-12',
      { day: { day: '2026-12-01' }, column: 0, row: 1 },
    ]);
  });

  it('knows the other days of the month', () => {
    const [november] = groupByMonth([...from('2026-11-01', 3), ...from('2026-11-05', 24)]);
    expect(november?.blanks).toEqual([
      { column: 1, row: 2 },
      { column: 4, row: 6 },
      { column: 5, row: 0 },
    ]);
  });

  it('gives every day of a month its own position', () => {
    const first = fc.date({ min: new Date('2006-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(first, fc.integer({ min: 1, max: 800 }), (begin, count) => {
        const days = from(begin.toISOString().slice(0, 10), count);
        const months = groupByMonth(days);
        expect(months.flatMap(({ cells }) => cells.map(({ day }) => day))).toEqual(days);
        for (const { month, cells, blanks } of months) {
          const places = [...cells, ...blanks];
          expect(new Set(places.map(({ column, row }) => column * 7 + row)).size).toBe(places.length);
          expect(places.every(({ column, row }) => column < MAX_WEEKS && row < 7)).toBe(true);
          expect(addDays(`${month}-01`, places.length).slice(8)).toBe('01');
        }
      }),
      { numRuns: 200 },
    );
  });
});

it.each([
  [0, 10],
  [3.5, 3],
])('hatches a band from %i that is %i high, and nothing beside it', (top, height) => {
  const points = [...getHatching(top, height).matchAll(/[ML]([\d.]+) ([\d.]+)/g)];
  expect(points.length).toBeGreaterThan(6);
  for (const [, x, y] of points) {
    expect(Number(x) >= 0 && Number(x) <= SIDE).toBe(true);
    expect(Number(y) >= top && Number(y) <= top + height).toBe(true);
  }
});
