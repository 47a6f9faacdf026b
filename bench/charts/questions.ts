import { z } from 'zod';
import type { DayLists } from './listening.js';

const DAY_MS = 86_400_000;

/** A query, and the check of its response. */
export interface Question {
  readonly query: string;
  /** @throws if the response is not what is recorded */
  check(data: unknown, lists: readonly DayLists[]): void;
}

const entry = z.object({
  rank: z.int(),
  previousRank: z.int().nullable(),
  artist: z.object({ name: z.string() }),
});
const chart = z.object({ entries: z.array(entry) });

/** The newest chart with 50 entries. */
export const CHART: Question = {
  query: `{ chart(range: SHORT_TERM) { day entries(first: 50) {
    rank previousRank status peakRank weeksOnChart artist { id name imageUrl } } } }`,
  check(data, lists) {
    const { entries } = z.object({ chart }).parse(data).chart;
    requireEqual(
      entries.map(({ artist }) => artist.name),
      namesOf(lists.at(-1)),
    );
    const before = namesOf(lists.at(-8));
    requireEqual(
      entries.map(({ previousRank }) => previousRank),
      entries.map(({ artist }) => before.indexOf(artist.name) + 1 || null),
    );
  },
};

/** A page of 20 weekly charts with 50 entries each. */
export const WEEKLY_CHARTS: Question = {
  query: `{ charts(range: SHORT_TERM, interval: WEEK, first: 20) { nodes { day entries(first: 50) {
    rank previousRank status artist { id name } } } } }`,
  check(data, lists) {
    const { nodes } = z.object({ charts: z.object({ nodes: z.array(chart) }) }).parse(data).charts;
    requireEqual(
      nodes.map(({ entries }) => entries.length),
      Array.from({ length: 20 }, () => 50),
    );
    requireEqual(
      nodes[0]?.entries.map(({ artist }) => artist.name),
      namesOf(lists.at(-1)),
    );
  },
};

/** The weekly ranks of the top ten artists over ten years. */
export const TREND: Question = {
  query: `{ chart(range: SHORT_TERM) { entries(first: 10) { artist { name
    rankHistory(range: SHORT_TERM, interval: WEEK) { day rank observed } } } } }`,
  check(data, lists) {
    const point = z.object({ rank: z.int().nullable(), observed: z.literal(true) });
    const artist = z.object({ name: z.string(), rankHistory: z.array(point) });
    const trends = z.object({ chart: z.object({ entries: z.array(z.object({ artist })) }) });
    const { entries } = trends.parse(data).chart;
    requireEqual(
      entries.map((one) => one.artist.name),
      namesOf(lists.at(-1)).slice(0, 10),
    );
    requireEqual(
      entries.map((one) => one.artist.rankHistory.at(-1)?.rank),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    const weeks = entries.map((one) => one.artist.rankHistory.length);
    if (Math.min(...weeks) < lists.length / 7) throw new Error('No report: weeks are missing.');
  },
};

/** The largest admitted query that is known: the ranks of 22 artists on each day of five years. */
export const LARGEST: Question = {
  query: `{ chart(range: SHORT_TERM) { entries(first: 22) { artist { name
    rankHistory(range: LONG_TERM, interval: DAY, from: "${daysAgo(1_826)}") { day rank } } } } }`,
  check(data) {
    const artist = z.object({ rankHistory: z.array(z.object({ day: z.iso.date() })) });
    const { entries } = z
      .object({ chart: z.object({ entries: z.array(z.object({ artist })) }) })
      .parse(data).chart;
    requireEqual(
      entries.map((one) => one.artist.rankHistory.length),
      Array.from({ length: 22 }, () => 1_827),
    );
  },
};

/** Artists on the way up or down, from the newest lists of all ranges. */
export const MOMENTUM: Question = {
  query: '{ momentum { artist { name } kind shortTermRank mediumTermRank longTermRank } }',
  check(data, lists) {
    const rank = z.int().nullable();
    const ranks = { shortTermRank: rank, mediumTermRank: rank, longTermRank: rank };
    const { momentum } = z
      .object({ momentum: z.array(z.object({ artist: z.object({ name: z.string() }), ...ranks })).min(1) })
      .parse(data);
    for (const { artist, ...actual } of momentum) {
      requireEqual(actual, {
        shortTermRank: rankOf(lists.at(-1)?.SHORT_TERM, artist.name),
        mediumTermRank: rankOf(lists.at(-1)?.MEDIUM_TERM, artist.name),
        longTermRank: rankOf(lists.at(-1)?.LONG_TERM, artist.name),
      });
    }
  },
};

/** The newest 50 events, such as new entries and new peaks. */
export const EVENTS: Question = {
  query: `{ chartEvents(range: SHORT_TERM, first: 50) { nodes { kind day artist { name } rank } } }`,
  check(data, lists) {
    const node = z.object({
      day: z.iso.date(),
      artist: z.object({ name: z.string() }),
      rank: z.int().nullable(),
    });
    const { nodes } = z
      .object({ chartEvents: z.object({ nodes: z.array(node).length(50) }) })
      .parse(data).chartEvents;
    for (const { day, artist, rank } of nodes)
      requireEqual(rank, rankOf(listsOn(lists, Date.parse(day))?.SHORT_TERM, artist.name));
  },
};

/** The lists of a day, in milliseconds since 1970. The last lists are today's. */
function listsOn(lists: readonly DayLists[], day: number): DayLists | undefined {
  return lists.at(Math.floor(day / DAY_MS) - Math.floor(Date.now() / DAY_MS) - 1);
}

function rankOf(artists: readonly number[] | undefined, name: string): number | null {
  return (artists ?? []).findIndex((artist) => `Artist ${artist}` === name) + 1 || null;
}

function daysAgo(count: number): string {
  return new Date(Date.now() - count * DAY_MS).toISOString().slice(0, 10);
}

function namesOf(lists: DayLists | undefined): string[] {
  return (lists?.SHORT_TERM ?? []).map((number) => `Artist ${number}`);
}

function requireEqual(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) === JSON.stringify(expected)) return;
  throw new Error(
    `No report: a response contains ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}.`,
  );
}
