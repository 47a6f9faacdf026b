import { addDays, type ChartDay, type ChartInterval, periodCount } from '#charts';
import { isCalendarDay } from '../scalars.js';
import type { Arguments, ListSizes } from './cost.js';

/** How many objects a page holds unless told otherwise; and the most access tokens that are live at a time. */
const PAGE = 20;
const LIVE_TOKENS = 50;
const RANGES = 3;
/** A point of a rank history is three values of one series, so that it counts for less than an object. */
const POINTS_FOR_ONE = 20;
/** More points than this are refused. */
const MOST_POINTS = 10_000;
/** For how long someone may have a history, who does not say from when on they want it. */
const TEN_YEARS_IN_DAYS = 3_653;

/** How many objects each list of the schema may hold. `depth`: places of a snapshot; `today`: without a time zone. */
export function listSizes(depth: number, today: () => ChartDay): ListSizes {
  const page = (_: Arguments, above: Arguments): number => sizeOf(above, PAGE);
  const places = (): number => depth;
  return {
    'TopArtists.entries': (_, { limit }) => within(limit),
    'Chart.entries': (given) => sizeOf(given, depth),
    'Chart.dropouts': places,
    'ChartConnection.edges': page,
    'ChartConnection.nodes': page,
    'ChartEventConnection.edges': page,
    'ChartEventConnection.nodes': page,
    'YearEndChart.entries': (given) => sizeOf(given, 50),
    'Query.momentum': () => RANGES * depth,
    'Artist.rankHistory': (given) => Math.ceil(pointsOf(given, today()) / POINTS_FOR_ONE),
    'Coverage.gaps': (given) => sizeOf(given, PAGE),
    'Viewer.accessTokens': () => LIVE_TOKENS,
    'TakeSnapshotPayload.results': () => RANGES,
  };
}

/** The size that `first` and `last` name; a list that will be refused returns nothing. */
function sizeOf({ first, last }: Arguments, unlessGiven: number): number {
  if (first === null || first === undefined) {
    return last === null || last === undefined ? unlessGiven : within(last);
  }
  return last === null || last === undefined ? within(first) : Math.min(within(first), within(last));
}

function within(size: unknown): number {
  return typeof size === 'number' && size >= 1 && size <= 100 ? size : 0;
}

function pointsOf({ interval, from, to }: Arguments, today: ChartDay): number {
  const last = isDay(to) ? to : today;
  const first = isDay(from) ? from : addDays(today, -TEN_YEARS_IN_DAYS);
  const points = first > last ? 0 : periodCount(isInterval(interval) ? interval : 'DAY', first, last);
  return Math.min(points, MOST_POINTS);
}

/** A day that does not exist is refused by its field; counting must not make nonsense of it. */
function isDay(value: unknown): value is ChartDay {
  return typeof value === 'string' && isCalendarDay(value);
}

function isInterval(value: unknown): value is ChartInterval {
  return value === 'DAY' || value === 'WEEK' || value === 'MONTH';
}
