import type { AccountedDay } from './account-of-days.js';

/** A day's place in the sheet of its month: weeks are columns, and rows are Monday to Sunday. */
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

/** The most weeks that a month has a part in. */
export const MOST_WEEKS = 6;

/** The months of these days, oldest first. */
export function monthsOf<Day extends Pick<AccountedDay, 'day'>>(days: readonly Day[]): Month<Day>[] {
  const months = new Map<string, Day[]>();
  for (const day of days) {
    const month = day.day.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return [...months].map(([month, own]) => {
    const before = weekday(`${month}-01`);
    const cells = own.map((day) => {
      const place = before + Number(day.day.slice(8)) - 1;
      return { day, column: Math.floor(place / 7), row: place % 7 };
    });
    return { month, cells };
  });
}

/** 0 for a Monday. */
function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
