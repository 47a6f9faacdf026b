import { z } from 'zod';
import type { Client } from '../support/index.js';
import { query } from './web-queries.js';

const rank = z.int().nullable();
const artist = z.object({ name: z.string(), spotifyUrl: z.string() });
const ARTIST = 'artist { name spotifyUrl }';

const listed = z.object({ rank, previousRank: rank, artist });

/** The momentum of the newest day. */
export async function getMomentum(client: Client) {
  const entry = z.object({
    day: z.string(),
    shortTermRank: rank,
    mediumTermRank: rank,
    longTermRank: rank,
    artist,
  });
  const { momentum } = await query(
    client,
    z.object({ momentum: z.array(entry).min(10) }),
    `{ momentum { day shortTermRank mediumTermRank longTermRank ${ARTIST} } }`,
  );
  return momentum;
}

/** The short-term chart of the newest week. */
export async function getWeek(client: Client) {
  const entry = listed.extend({ peakRank: z.int(), weeksOnChart: z.int() });
  const week = z.object({ entries: z.array(entry).min(1), dropouts: z.array(entry).min(1) });
  const ENTRY = `{ rank previousRank peakRank weeksOnChart ${ARTIST} }`;
  const { charts } = await query(
    client,
    z.object({ charts: z.object({ nodes: z.tuple([week]) }) }),
    `{ charts(range: SHORT_TERM, interval: WEEK, first: 1) { nodes { entries ${ENTRY} dropouts ${ENTRY} } } }`,
  );
  return charts.nodes[0];
}

/** The first 20 of a short-term year-end chart. */
export async function getYearEnd(client: Client, year: string) {
  const entry = z.object({
    rank,
    points: z.int(),
    peakRank: z.int(),
    weeks: z.int(),
    weeksAtNumberOne: z.int(),
    artist,
  });
  const { yearEndChart } = await query(
    client,
    z.object({ yearEndChart: z.object({ weeksCounted: z.int(), entries: z.array(entry).length(20) }) }),
    `{ yearEndChart(range: SHORT_TERM, year: ${year}) {
      weeksCounted entries(first: 20) { rank points peakRank weeks weeksAtNumberOne ${ARTIST} }
    } }`,
  );
  return yearEndChart;
}

/** The newest short-term chart and its baseline. */
export async function getComparison(client: Client) {
  const side = { day: z.string(), entries: z.array(listed).min(1) };
  const SIDE = `day entries { rank previousRank ${ARTIST} }`;
  const { chart } = await query(
    client,
    z.object({ chart: z.object({ ...side, comparedTo: z.object(side) }) }),
    `{ chart(range: SHORT_TERM) { ${SIDE} comparedTo { ${SIDE} } } }`,
  );
  return chart;
}

/** The number one of the newest short-term chart, with its daily ranks. */
export async function getNumberOne(client: Client) {
  const point = z.object({ day: z.string(), rank, observed: z.boolean() });
  const entry = z.object({
    rank,
    peakRank: z.int(),
    peakDay: z.string(),
    entryRank: z.int(),
    entryDay: z.string(),
    artist: z.object({ id: z.string(), rankHistory: z.array(point) }),
  });
  const { chart } = await query(
    client,
    z.object({ chart: z.object({ entries: z.tuple([entry]) }) }),
    `{ chart(range: SHORT_TERM) { entries(first: 1) {
      rank peakRank peakDay entryRank entryDay
      artist { id rankHistory(range: SHORT_TERM, interval: DAY) { day rank observed } }
    } } }`,
  );
  return chart.entries[0];
}

/** The newest 50 events of the long-term chart. */
export async function getEvents(client: Client) {
  const event = listed.extend({ day: z.string(), kind: z.string() });
  const { chartEvents } = await query(
    client,
    z.object({ chartEvents: z.object({ nodes: z.array(event).length(50) }) }),
    `{ chartEvents(range: LONG_TERM, first: 50) { nodes { day kind rank previousRank ${ARTIST} } } }`,
  );
  return chartEvents.nodes;
}
