import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { ask, refusal } from './asking.js';
import { History } from './history.js';
import { NOW, recordStory } from './story.js';

const stage = setStage();

const YEAR_END = `query ($year: Int!, $range: TimeRange! = SHORT_TERM, $first: Int) {
  yearEndChart(range: $range, year: $year) {
    range year weeksCounted entries(first: $first) { rank artist { name } points weeks weeksAtNumberOne peakRank }
  }
}`;
const chart = z
  .object({
    range: z.string(),
    year: z.number(),
    weeksCounted: z.number(),
    entries: z.array(
      z.object({
        rank: z.number(),
        artist: z.object({ name: z.string() }),
        points: z.number(),
        weeks: z.number(),
        weeksAtNumberOne: z.number(),
        peakRank: z.number(),
      }),
    ),
  })
  .nullable();

/**
 * Returns the weeks counted, then each entry as "1 B 147 3 1 1": rank, artist, points, weeks, weeks at number one, peak.
 */
async function yearEnd(variables: Record<string, unknown>): Promise<(number | string)[] | null> {
  const result = chart.parse((await ask(stage, YEAR_END, variables))['yearEndChart']);
  if (!result) return null;
  expect(result.year).toBe(variables['year']);
  const entries = result.entries.map(({ artist, ...entry }) =>
    [entry.rank, artist.name.at(-1), entry.points, entry.weeks, entry.weeksAtNumberOne, entry.peakRank].join(
      ' ',
    ),
  );
  return [result.weeksCounted, ...entries];
}

describe('yearEndChart', () => {
  let history: History;
  beforeEach(async () => {
    history = await recordStory(stage);
  });

  it("adds up the weekly charts, including the current week's so far", async () => {
    // The weekly charts are BAE, FBAC and CFBG. C and A have 97 points each; C has been number one.
    expect(await yearEnd({ year: 2026 })).toEqual([
      3,
      '1 B 147 3 1 1',
      '2 F 99 2 1 1',
      '3 C 97 2 1 1',
      '4 A 97 2 0 2',
      '5 E 48 1 0 3',
      '6 G 47 1 0 4',
    ]);
    expect(await yearEnd({ year: 2026, first: 2 })).toEqual([3, '1 B 147 3 1 1', '2 F 99 2 1 1']);
  });

  it('is null for a year or range without a snapshot', async () => {
    expect(await yearEnd({ year: 2025 })).toBeNull();
    expect(await yearEnd({ year: 2006 })).toBeNull();
    expect(await yearEnd({ year: 2026, range: 'LONG_TERM' })).toBeNull();
  });

  it('uses the years of ISO weeks', async () => {
    // The week from 29 December 2025 is the first of 2026; 28 December is in the last week of 2025.
    await history.lists('LONG_TERM', { '2025-12-28': 'A', '2025-12-30': 'B' });
    expect(await yearEnd({ range: 'LONG_TERM', year: 2025 })).toEqual([1, '1 A 50 1 1 1']);
    expect(await yearEnd({ range: 'LONG_TERM', year: 2026 })).toEqual([1, '1 B 50 1 1 1']);
  });

  it('gives no points below rank 50, orders ties by id, and returns 50 entries by default', async () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
    await history.lists('LONG_TERM', { '2026-06-15': letters.join('') });
    const places = await yearEnd({ range: 'LONG_TERM', year: 2026, first: 100 });
    expect(places).toHaveLength(51);
    expect(places?.at(-1)).toBe('50 x 1 1 0 50');
    await history.lists('LONG_TERM', { '2026-06-08': letters.toReversed().join('') });
    // The two outermost artists have 50 points, all others 49; ties are ordered by peak, then by id.
    const both = await yearEnd({ range: 'LONG_TERM', year: 2026 });
    expect(both).toHaveLength(51);
    expect(both?.slice(1, 6)).toEqual([
      '1 A 50 2 1 1',
      '2 z 50 2 1 1',
      '3 B 49 2 0 2',
      '4 y 49 2 0 2',
      '5 C 49 2 0 3',
    ]);
  });

  it.each([
    ['year', { year: 2005 }, 'from 2006 to 2026'],
    ['year', { year: 2027 }, 'from 2006 to 2026'],
    ['first', { year: 2026, first: 0 }, 'from 1 to 100'],
    ['first', { year: 2026, first: 101 }, 'from 1 to 100'],
  ])('rejects the argument %s of %j', async (argument, variables, bounds) => {
    const text = await refusal(stage, YEAR_END, variables);
    expect(text).toMatch(new RegExp(`^BAD_USER_INPUT: The argument "${argument}"`));
    expect(text).toContain(bounds);
  });

  it('accepts a year before 2006 if a snapshot is that old', async () => {
    await history.lists('LONG_TERM', { '2004-06-01': 'A' });
    expect(await yearEnd({ range: 'LONG_TERM', year: 2004 })).toEqual([1, '1 A 50 1 1 1']);
    expect(await refusal(stage, YEAR_END, { range: 'LONG_TERM', year: 2003 })).toContain('from 2004 to 2026');
    expect(await refusal(stage, YEAR_END, { year: 2004 })).toContain('from 2006 to 2026');
  });

  it('accepts the current ISO year and the current calendar year where they differ', async () => {
    await stage.instance.setClock(new Date('2024-12-30T12:00:00Z'));
    expect(await yearEnd({ range: 'MEDIUM_TERM', year: 2025 })).toBeNull();
    await stage.instance.sql('DELETE FROM snapshot');
    expect(await refusal(stage, YEAR_END, { year: 2026 })).toContain('from 2006 to 2025');
    // Friday, 1 January 2027, is in the last week of 2026.
    await stage.instance.setClock(new Date('2027-01-01T12:00:00Z'));
    expect(await yearEnd({ year: 2027 })).toBeNull();
    expect(await refusal(stage, YEAR_END, { year: 2028 })).toContain('from 2006 to 2027');
  });
});

it('yearEndChart is null before the first snapshot', async () => {
  await History.open(stage, NOW, '2026-06-01');
  expect(await yearEnd({ year: 2026 })).toBeNull();
});
