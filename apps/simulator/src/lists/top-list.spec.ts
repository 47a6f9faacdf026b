import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { catalogueSize } from './catalogue.js';
import { dayOf, timeRanges, topList, type TimeRange } from './top-list.js';

const TOP = 50;
const HALF_A_YEAR = 182;
const start = dayOf(Date.parse('2026-05-24T00:00:00Z'));

test('every list ranks the whole catalogue and never changes', () => {
  const anyRange = fc.constantFrom(...timeRanges);
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      anyRange,
      fc.integer({ min: -5000, max: 60_000 }),
      (seed, listener, range, day) => {
        const list = topList(seed, listener, range, day);
        expect(new Set(list).size).toBe(catalogueSize);
        expect(Math.min(...list)).toBe(0);
        expect(Math.max(...list)).toBe(catalogueSize - 1);
        expect(topList(seed, listener, range, day)).toEqual(list);
      },
    ),
    { numRuns: 25 },
  );
});

test('lists differ by seed, listener and range', () => {
  const lists = [
    topList('headliner', 'demo_01', 'short_term', start),
    topList('another', 'demo_01', 'short_term', start),
    topList('headliner', 'demo_02', 'short_term', start),
    topList('headliner', 'demo_01', 'medium_term', start),
    topList('headliner', 'demo_01', 'long_term', start),
  ].map((list) => list.slice(0, TOP).join());
  expect(new Set(lists).size).toBe(lists.length);
});

/** What happens on half a year of daily charts. */
function watch(range: TimeRange, listener: string) {
  const charts = Array.from({ length: HALF_A_YEAR }, (_, day) =>
    topList('headliner', listener, range, start + day).slice(0, TOP),
  );
  const everSeen = new Set(charts[0]);
  const seen = { newcomers: 0, returns: 0, newNumberOnes: 0, moves: 0, farthestClimb: 0 };
  charts.forEach((chart, day) => {
    const before = charts[day - 1] ?? chart;
    if (before[0] !== chart[0]) seen.newNumberOnes += 1;
    for (const [place, artist] of chart.entries()) {
      const was = before.indexOf(artist);
      if (was < 0) seen[everSeen.has(artist) ? 'returns' : 'newcomers'] += 1;
      else if (was !== place) seen.moves += 1;
      const weekAgo = charts[day - 7]?.indexOf(artist) ?? -1;
      if (weekAgo >= 0) seen.farthestClimb = Math.max(seen.farthestClimb, weekAgo - place);
      everSeen.add(artist);
    }
  });
  return {
    ...seen,
    movesADay: seen.moves / HALF_A_YEAR,
    arrivalsADay: (seen.newcomers + seen.returns) / HALF_A_YEAR,
  };
}

describe('half a year of charts is plausible', () => {
  test.each(['demo_01', 'demo_02', 'listener_1'])('for %s', (listener) => {
    const [short, medium, long] = [
      watch('short_term', listener),
      watch('medium_term', listener),
      watch('long_term', listener),
    ];

    expect(short.movesADay).toBeGreaterThan(3);
    expect(short.movesADay).toBeLessThan(20);
    expect(short.arrivalsADay).toBeGreaterThan(0.15);
    expect(short.arrivalsADay).toBeLessThan(0.8);
    expect(short.newcomers).toBeGreaterThan(10);
    expect(short.returns).toBeGreaterThan(5);
    expect(short.newNumberOnes).toBeLessThan(20);
    expect(short.farthestClimb).toBeGreaterThan(8);

    expect(medium.movesADay).toBeLessThan(short.movesADay);
    expect(long.movesADay).toBeLessThan(medium.movesADay);
    expect(medium.arrivalsADay).toBeLessThan(short.arrivalsADay / 2);
    expect(long.arrivalsADay).toBeLessThan(medium.arrivalsADay);
    expect(long.newcomers + long.returns).toBeGreaterThan(0);
  });

  test('the demo listener’s number one changes in half a year, but not every week', () => {
    for (const range of ['short_term', 'medium_term'] as const) {
      const { newNumberOnes } = watch(range, 'demo_01');
      expect(newNumberOnes).toBeGreaterThan(0);
      expect(newNumberOnes).toBeLessThan(15);
    }
  });

  test('contains all four kinds of momentum', () => {
    const places = (range: TimeRange): number[] =>
      topList('headliner', 'demo_01', range, start + HALF_A_YEAR).slice(0, TOP);
    const [short, long] = [places('short_term'), places('long_term')];
    expect(short.filter((artist) => !long.includes(artist)).length).toBeGreaterThan(2);
    expect(long.filter((artist) => !short.includes(artist)).length).toBeGreaterThan(2);
    expect(short.filter((artist) => long.includes(artist)).length).toBeGreaterThan(20);
  });
});
