import type { CoverageDay } from './compute-coverage.js';

/** The position of a day in its month: weeks are columns, Monday to Sunday are rows. */
export interface Cell<Day> {
  readonly day: Day;
  readonly column: number;
  readonly row: number;
}

export interface Month<Day> {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly cells: readonly Cell<Day>[];
}

/** The maximum number of weeks that a month overlaps. */
export const MAX_WEEKS = 6;

/** Groups days by month, oldest first. */
export function groupByMonth<Day extends Pick<CoverageDay, 'day'>>(days: readonly Day[]): Month<Day>[] {
  const months = new Map<string, Day[]>();
  for (const day of days) {
    const month = day.day.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return [...months].map(([month, own]) => {
    const before = weekday(`${month}-01`);
    const cells = own.map((day) => {
      const position = before + Number(day.day.slice(8)) - 1;
      return { day, column: Math.floor(position / 7), row: position % 7 };
    });
    return { month, cells };
  });
}

/** The number of days since Monday. */
function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
