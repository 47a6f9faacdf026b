import { describe, expect, it } from '@jest/globals';
import type { ComparedCharts } from './compare.query.js';
import { countKinds, getHeight, getSlopePath, getSlopes, ROW, type Slope, WIDTH } from './slopes.js';

type Entry = ComparedCharts['entries'][number];

const artist = (id: string) => ({
  id,
  name: id,
  spotifyUrl: `https://open.spotify.com/artist/${id}`,
  linked: true,
});

const entry = (
  id: string,
  rank: number,
  status: Entry['status'],
  previousRank: number | null = null,
): Entry => ({
  rank,
  previousRank,
  rankChange: previousRank === null ? null : previousRank - rank,
  status,
  artist: artist(id),
});

/** Down to rank 4 both charts are compared: F and G are below it. */
const CHART = {
  entries: [
    entry('B', 1, 'MOVED_UP', 2),
    entry('A', 2, 'MOVED_DOWN', 1),
    entry('C', 3, 'NO_CHANGE', 3),
    entry('N', 4, 'NEW_ENTRY'),
    entry('R', 5, 'RE_ENTRY'),
    entry('F', 6, null),
  ],
  dropouts: [{ artist: artist('D') }],
  comparedTo: {
    day: '2026-11-15',
    source: 'SPOTIFY' as const,
    entries: ['A', 'B', 'C', 'D', 'G'].map((id, index) => ({ rank: index + 1, artist: artist(id) })),
  },
};

const slopes = getSlopes(CHART);
const find = (id: string): Slope => {
  const slope = slopes.find((each) => each.artist.id === id);
  if (!slope) throw new Error(`no slope of ${id}`);
  return slope;
};

describe('the slopes between two charts', () => {
  it('have every artist of both charts once, those of the later one first', () => {
    expect(slopes.map(({ artist: { id }, kind, before, after }) => [id, kind, before, after])).toEqual([
      ['B', 'up', 2, 1],
      ['A', 'down', 1, 2],
      ['C', 'same', 3, 3],
      ['N', 'new', null, 4],
      ['R', 'back', null, 5],
      ['F', 'unknown', null, 6],
      ['D', 'gone', 4, null],
      ['G', 'unknown', 5, null],
    ]);
    expect(countKinds(slopes).get('unknown')).toBe(2);
  });

  it('lead from the middle of one row to the middle of the other', () => {
    expect(getSlopePath(find('B'))?.line).toMatch(new RegExp(`^M0 ${1.5 * ROW}C.* ${WIDTH} ${0.5 * ROW}$`));
    expect(getSlopePath(find('C'))?.end).toBeUndefined();
  });

  it('end before the other side if the artist is not there, new ones and gone ones differently', () => {
    expect(getSlopePath(find('N'))).toEqual({ line: 'M100 98H74', end: 'M74 98h0' });
    expect(getSlopePath(find('D'))).toEqual({ line: 'M0 98H26', end: 'M26 93V103' });
    expect(getSlopePath(find('F'))).toBeNull();
    expect(getSlopePath(find('G'))).toBeNull();
  });

  it('are as high as the longer chart', () => {
    expect(getHeight(slopes)).toBe(6 * ROW);
    expect(getHeight([])).toBe(0);
  });
});
