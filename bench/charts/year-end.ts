import { z } from 'zod';
import type { DayLists } from './listening.js';
import type { Question } from './questions.js';

const DAY_MS = 86_400_000;

const answer = z.object({
  yearEndChart: z.object({
    weeksCounted: z.int(),
    entries: z.array(z.object({ points: z.int(), artist: z.object({ name: z.string() }) })),
  }),
});

/** A year-end chart with 50 entries. The check adds up its points from the lists. */
export function yearEndOf(year: number): Question {
  return {
    query: `{ yearEndChart(range: SHORT_TERM, year: ${year}) { weeksCounted entries(first: 50) {
    rank artist { name } points } } }`,
    check(data, lists) {
      const { weeksCounted, entries } = answer.parse(data).yearEndChart;
      const { weeks, points } = addUpYear(lists, year);
      if (weeksCounted !== weeks)
        throw new Error(`No report: ${weeksCounted} weeks count instead of ${weeks}.`);
      const highest = [...points.values()].sort((one, other) => other - one).slice(0, 50);
      const wrong = entries.find(
        (entry, index) => entry.points !== points.get(entry.artist.name) || entry.points !== highest[index],
      );
      if (wrong || entries.length !== highest.length)
        throw new Error(`No report: the year-end chart is wrong: ${JSON.stringify(wrong)}.`);
    },
  };
}

/** Adds up the last list of each week: 51 − rank. The last list is today's. */
function addUpYear(
  lists: readonly DayLists[],
  wanted: number,
): { weeks: number; points: Map<string, number> } {
  const today = Math.floor(Date.now() / DAY_MS);
  const lastOfWeeks = new Map<number, DayLists>();
  for (const [index, day] of lists.entries()) {
    const { year, monday } = isoWeek(today - lists.length + 1 + index);
    if (year === wanted) lastOfWeeks.set(monday, day);
  }
  const points = new Map<string, number>();
  for (const { SHORT_TERM: artists } of lastOfWeeks.values()) {
    for (const [index, artist] of artists.entries()) {
      const name = `Artist ${artist}`;
      points.set(name, (points.get(name) ?? 0) + 50 - index);
    }
  }
  return { weeks: lastOfWeeks.size, points };
}

/** The ISO year of a day some days ago. */
export function isoYearBefore(days: number): number {
  return isoWeek(Math.floor(Date.now() / DAY_MS) - days).year;
}

/** The ISO week of a day, given in days since 1970. A week belongs to the year of its Thursday. */
function isoWeek(day: number): { year: number; monday: number } {
  // 1970 began on a Thursday.
  const monday = day - ((day + 3) % 7);
  return { year: new Date((monday + 3) * DAY_MS).getUTCFullYear(), monday };
}
