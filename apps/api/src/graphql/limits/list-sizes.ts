import { addDays, type ChartDay, type ChartInterval, periodCount } from '#charts';
import { isCalendarDay } from '../dates.js';
import type { Arguments, ListSizes } from './cost.js';

/** The default size of a page. */
const PAGE = 20;
/** The most valid access tokens of a listener. */
const VALID_TOKENS = 50;
/** The most shares of a listener. */
const SHARES = 20;
const RANGES = 3;
/** Points of a rank history that cost as much as an object: a point has three values of one series. */
const POINTS_PER_OBJECT = 20;
/** `rankHistory` rejects more points. */
const MAX_POINTS = 10_000;
/** The assumed length of a rank history without `from`. */
const TEN_YEARS_IN_DAYS = 3_653;

/** Returns the most objects of each list of the schema. `depth` is the depth of a snapshot. */
export function listSizes(depth: number, today: () => ChartDay): ListSizes {
  const page = (_: Arguments, above: Arguments): number => sizeOf(above, PAGE);
  const ranks = (): number => depth;
  return {
    'TopArtists.entries': (_, { limit }) => within(limit),
    'Chart.entries': (given) => sizeOf(given, depth),
    'Chart.dropouts': ranks,
    'ChartConnection.edges': page,
    'ChartConnection.nodes': page,
    'ArtistConnection.edges': page,
    'ArtistConnection.nodes': page,
    'ChartEventConnection.edges': page,
    'ChartEventConnection.nodes': page,
    'YearEndChart.entries': (given) => sizeOf(given, 50),
    'Query.momentum': () => RANGES * depth,
    // At most 8 of three values each, which are cheap beside the artist.
    'Artist.images': () => 1,
    'Artist.rankHistory': (given) => Math.ceil(pointsOf(given, today()) / POINTS_PER_OBJECT),
    'Coverage.gaps': (given) => sizeOf(given, PAGE),
    'Viewer.accessTokens': () => VALID_TOKENS,
    'Viewer.shares': () => SHARES,
    'Reconstruction.agreement': () => RANGES,
    'TakeSnapshotPayload.results': () => RANGES,
    'ListenerComparison.common': ranks,
    'ListenerComparison.onlyYours': ranks,
    'ListenerComparison.onlyTheirs': ranks,
  };
}

/** The size that `first` and `last` ask for; 0 if the field will reject it. */
function sizeOf({ first, last }: Arguments, defaultSize: number): number {
  if (first === null || first === undefined) {
    return last === null || last === undefined ? defaultSize : within(last);
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
  return Math.min(points, MAX_POINTS);
}

/** Its field rejects a day that does not exist. */
function isDay(value: unknown): value is ChartDay {
  return typeof value === 'string' && isCalendarDay(value);
}

function isInterval(value: unknown): value is ChartInterval {
  return value === 'DAY' || value === 'WEEK' || value === 'MONTH';
}
