import { type Interval, type RankPoint } from './series.js';

/** Ranks worth a name, until every ten. */
const TELLING = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/**
 * The ranks that the axis names: number one, the last place, and telling ones between that leave room.
 *
 * @param y the height of a rank, in pixels
 */
export function rankTicks(lastRank: number, y: (rank: number) => number, apart = 20): number[] {
  const ticks: number[] = [];
  for (const rank of TELLING) {
    const above = ticks.at(-1);
    const hasRoom = above === undefined || y(rank) - y(above) >= apart;
    if (rank < lastRank && hasRoom && (rank === 1 || y(lastRank) - y(rank) >= apart)) ticks.push(rank);
  }
  return [...ticks, lastRank];
}

/** A day that the time axis names. */
export interface TimeTick {
  readonly index: number;
  readonly label: string;
}

/** Where the axis may write: at every period, where a week, a month, a quarter or a year begins, every five years. */
type Step = 'PERIOD' | 'MONDAY' | 'MONTH' | 'QUARTER' | 'YEAR' | 'FIVE_YEARS';

const STEPS: Readonly<Record<Interval, readonly Step[]>> = {
  DAY: ['PERIOD', 'MONDAY', 'MONTH', 'QUARTER', 'YEAR', 'FIVE_YEARS'],
  WEEK: ['PERIOD', 'MONTH', 'QUARTER', 'YEAR', 'FIVE_YEARS'],
  MONTH: ['MONTH', 'QUARTER', 'YEAR', 'FIVE_YEARS'],
};

/**
 * The periods that the time axis names: as often as labels of `labelWidth` pixels find room, at even steps of the
 * calendar.
 *
 * @param width that of one period, in pixels
 */
export function timeTicks(
  points: readonly RankPoint[],
  interval: Interval,
  width: number,
  labelWidth = 64,
): TimeTick[] {
  const days = points.map(({ day }) => day);
  const marked = STEPS[interval].map((step) => ({ step, at: marksOf(days, step) }));
  const fitting = marked.find(({ at }) => closest(at) * width >= labelWidth) ?? marked.at(-1);
  if (!fitting) return [];
  // A short history may begin and end between two steps: then its first day is named.
  const at = fitting.at.length > 0 || days.length === 0 ? fitting.at : [0];
  return at.map((index, tick) => ({
    index,
    label: labelOf(
      days[index] ?? '',
      days[at[tick - 1] ?? -1],
      fitting.at.length > 0 ? fitting.step : 'PERIOD',
    ),
  }));
}

function marksOf(days: readonly string[], step: Step): number[] {
  return days.flatMap((day, index) => {
    const before = days[index - 1];
    if (step === 'PERIOD') return index;
    if (step === 'MONDAY') return new Date(day).getUTCDay() === 1 ? index : [];
    return before !== undefined && stepOf(day, step) !== stepOf(before, step) ? index : [];
  });
}

function stepOf(day: string, step: 'MONTH' | 'QUARTER' | 'YEAR' | 'FIVE_YEARS'): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  if (step === 'MONTH') return year * 12 + month;
  if (step === 'QUARTER') return year * 4 + Math.floor((month - 1) / 3);
  return step === 'YEAR' ? year : Math.floor(year / 5);
}

function closest(indices: readonly number[]): number {
  return indices.slice(1).reduce((least, index, at) => Math.min(least, index - (indices[at] ?? 0)), Infinity);
}

const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const monthOnly = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

/** The year is said where it is another than at the label before. */
function labelOf(day: string, before: string | undefined, step: Step): string {
  const year = day.slice(0, 4);
  if (step === 'YEAR' || step === 'FIVE_YEARS') return year;
  const date = new Date(day);
  const words = (step === 'PERIOD' || step === 'MONDAY' ? dayMonth : monthOnly).format(date);
  return before?.slice(0, 4) === year ? words : `${words} ${year}`;
}
