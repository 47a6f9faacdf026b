import { formatDay } from '../words/days.js';
import { type Interval, type RankPoint } from './series.js';

/** The ranks that an axis can show. */
const CANDIDATES = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/**
 * The ranks on the axis: number one, the last rank, and round ranks between them that have room.
 *
 * @param y the height of a rank, in pixels
 */
export function getRankTicks(lastRank: number, y: (rank: number) => number, distance = 20): number[] {
  const ticks: number[] = [];
  for (const rank of CANDIDATES) {
    const above = ticks.at(-1);
    const hasRoom = above === undefined || y(rank) - y(above) >= distance;
    if (rank < lastRank && hasRoom && (rank === 1 || y(lastRank) - y(rank) >= distance)) ticks.push(rank);
  }
  return [...ticks, lastRank];
}

/** A label of the time axis. */
export interface TimeTick {
  readonly index: number;
  readonly label: string;
}

/** The distance of labels: every period, or the start of a week, month, quarter, year or five years. */
type Step = 'PERIOD' | 'MONDAY' | 'MONTH' | 'QUARTER' | 'YEAR' | 'FIVE_YEARS';

const STEPS: Readonly<Record<Interval, readonly Step[]>> = {
  DAY: ['PERIOD', 'MONDAY', 'MONTH', 'QUARTER', 'YEAR', 'FIVE_YEARS'],
  WEEK: ['PERIOD', 'MONTH', 'QUARTER', 'YEAR', 'FIVE_YEARS'],
  MONTH: ['MONTH', 'QUARTER', 'YEAR', 'FIVE_YEARS'],
};

/**
 * The labels of the time axis: the smallest step of the calendar for which labels of `labelWidth` pixels have room.
 *
 * @param width the width of a period, in pixels
 */
export function getTimeTicks(
  points: readonly RankPoint[],
  interval: Interval,
  width: number,
  labelWidth = 72,
): TimeTick[] {
  const days = points.map(({ day }) => day);
  const candidates = STEPS[interval].map((step) => ({ step, starts: findStarts(days, step) }));
  const fitting =
    candidates.find(({ starts }) => getMinDistance(starts) * width >= labelWidth) ?? candidates.at(-1);
  if (!fitting) return [];
  // A short history may lie between two steps: then its first day is labelled.
  const indices = fitting.starts.length > 0 || days.length === 0 ? fitting.starts : [0];
  return indices.map((index, tick) => ({
    index,
    label: formatTick(
      days[index] ?? '',
      days[indices[tick - 1] ?? -1],
      fitting.starts.length > 0 ? fitting.step : 'PERIOD',
    ),
  }));
}

function findStarts(days: readonly string[], step: Step): number[] {
  return days.flatMap((day, index) => {
    const before = days[index - 1];
    if (step === 'PERIOD') return index;
    if (step === 'MONDAY') return new Date(day).getUTCDay() === 1 ? index : [];
    return before !== undefined && getStep(day, step) !== getStep(before, step) ? index : [];
  });
}

function getStep(day: string, step: 'MONTH' | 'QUARTER' | 'YEAR' | 'FIVE_YEARS'): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  if (step === 'MONTH') return year * 12 + month;
  if (step === 'QUARTER') return year * 4 + Math.floor((month - 1) / 3);
  return step === 'YEAR' ? year : Math.floor(year / 5);
}

function getMinDistance(indices: readonly number[]): number {
  return indices
    .slice(1)
    .reduce((least, index, before) => Math.min(least, index - (indices[before] ?? 0)), Infinity);
}

/** Shows the year if it differs from that of the previous label. */
function formatTick(day: string, previous: string | undefined, step: Step): string {
  const year = day.slice(0, 4);
  if (step === 'YEAR' || step === 'FIVE_YEARS') return year;
  const isSameYear = previous?.slice(0, 4) === year;
  if (step === 'PERIOD' || step === 'MONDAY') return formatDay(day, isSameYear ? 'short' : 'medium');
  return formatDay(day, isSameYear ? 'shortMonthName' : 'shortMonth');
}
