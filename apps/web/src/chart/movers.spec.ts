import { expect, it } from '@jest/globals';
import type { EntryData } from './chart-query.js';
import { entry } from './entry.fixture.js';
import { type Movers, groupMovers, limitMovers } from './movers.js';

function names(movers: Movers): Record<string, string[]> {
  const kinds: [string, readonly EntryData[]][] = Object.entries(movers);
  return Object.fromEntries(kinds.map(([kind, all]) => [kind, all.map(({ artist }) => artist.name)]));
}

it('movers are grouped by status and sorted by how far they moved, then by rank', () => {
  const movers = groupMovers([
    entry('A', { rank: 1, status: 'MOVED_UP', rankChange: 2 }),
    entry('B', { rank: 2, status: 'MOVED_DOWN', rankChange: -1 }),
    entry('C', { rank: 3, status: 'MOVED_UP', rankChange: 9 }),
    entry('D', { rank: 4, status: 'NEW_ENTRY' }),
    entry('E', { rank: 5, status: 'RE_ENTRY' }),
    entry('F', { rank: 6, status: 'NO_CHANGE', rankChange: 0 }),
    entry('G', { rank: 7, status: 'MOVED_DOWN', rankChange: -4 }),
    entry('H', { rank: 8, status: 'MOVED_UP', rankChange: 2 }),
    entry('I', { rank: 9, status: null }),
  ]);
  expect(names(movers)).toEqual({
    climbers: ['C', 'A', 'H'],
    fallers: ['G', 'B'],
    newcomers: ['D'],
    returning: ['E'],
  });
});

it('a chart without a baseline has no movers', () => {
  expect(names(groupMovers([entry('A'), entry('B')]))).toEqual({
    climbers: [],
    fallers: [],
    newcomers: [],
    returning: [],
  });
});

it.each([
  { counts: [26, 10, 0, 0, 0], rows: 50, limit: 12 },
  { counts: [20, 20, 5, 5, 5], rows: 50, limit: 6 },
  { counts: [10, 10, 5, 5, 5], rows: 30, limit: 3 },
  { counts: [0, 0, 0, 0, 0], rows: 50, limit: 12 },
  { counts: [1, 1, 0, 0, 0], rows: 1, limit: 3 },
])('lists of $counts beside a chart of $rows show $limit each at first', ({ counts, rows, limit }) => {
  expect(limitMovers(counts, rows)).toBe(limit);
});
