import type { CoverageDay } from './compute-coverage.js';

/** A position in a month: weeks are columns, Monday to Sunday are rows. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** A day at its position in its month. */
export interface Cell<Day> extends Place {
  readonly day: Day;
}

export interface Month<Day> {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly cells: readonly Cell<Day>[];
  /** The positions of the month’s other days: before the first one, after the last one, or skipped. */
  readonly blanks: readonly Place[];
}

/** The maximum number of weeks that a month overlaps. */
export const MAX_WEEKS = 6;

/** The size of a day in the drawing, with and without its margin. */
export const STEP = 12;
export const SIDE = 10;

/** A band of a day for each of its ranges, the shortest on top: where it begins, and its height. */
export function getBands(count: number): { readonly y: number; readonly height: number }[] {
  const height = (SIDE - (count - 1)) / count;
  return Array.from({ length: count }, (_, index) => ({ y: index * (height + 1), height }));
}

/** Lines that hatch a band of a day, from its lower left to its upper right. */
export function getHatching(top: number, height: number): string {
  const lines: string[] = [];
  for (let sum = 2.5; sum < SIDE + height; sum += 3) {
    const [left, right] = [Math.max(0, sum - height), Math.min(SIDE, sum)];
    lines.push(`M${left} ${top + sum - left}L${right} ${top + sum - right}`);
  }
  return lines.join('');
}

/** Groups days by month, oldest first. */
export function groupByMonth<Day extends Pick<CoverageDay, 'day'>>(days: readonly Day[]): Month<Day>[] {
  const months = new Map<string, Map<string, Day>>();
  for (const day of days) {
    const month = day.day.slice(0, 7);
    months.set(month, (months.get(month) ?? new Map<string, Day>()).set(day.day, day));
  }
  return [...months].map(([month, own]) => {
    const places = listPlaces(month);
    return {
      month,
      cells: places.flatMap(({ date, ...place }) => {
        const day = own.get(date);
        return day ? { day, ...place } : [];
      }),
      blanks: places.flatMap(({ date, ...place }) => (own.has(date) ? [] : place)),
    };
  });
}

/** All days of a month with their positions. */
function listPlaces(month: string): (Place & { readonly date: string })[] {
  const before = weekday(`${month}-01`);
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length }, (_, index) => {
    const position = before + index;
    const date = `${month}-${String(index + 1).padStart(2, '0')}`;
    return { date, column: Math.floor(position / 7), row: position % 7 };
  });
}

/** The number of days since Monday. */
function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
