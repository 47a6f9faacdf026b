import type { ChartDay } from '../chart-day.js';

const DAY_MS = 86_400_000;

/** A chart day as a number: whole days since 1970-01-01, negative before. Numbers of days order and subtract. */
export function dayNumber(day: ChartDay): number {
  return Date.parse(day) / DAY_MS;
}

/** A date by its parts; months from 1 to 12. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

/** Days that have been written lately: answers name the same ones over and over. More than these are 27 years. */
const written = new Map<number, ChartDay>();
const MOST_WRITTEN = 10_000;

/** The chart day with a number; years 0 to 9999. */
export function numberedDay(day: number): ChartDay {
  const known = written.get(day);
  if (known !== undefined) return known;
  if (written.size >= MOST_WRITTEN) written.clear();
  const text = write(day);
  written.set(day, text);
  return text;
}

function write(day: number): ChartDay {
  const { year, month, dayOfMonth } = dateOf(day);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

/** Between 0000-03-01 and 1970-01-01. */
const DAYS_BEFORE = 719_468;

const DAYS_OF_400_YEARS = 146_097;
const DAYS_OF_CENTURY = 36_524;
const DAYS_OF_4_YEARS = 1_461;
const DAYS_OF_YEAR = 365;

/**
 * The date of a day, by arithmetic: a chart writes a hundred days, and a Date takes many times as long for each.
 *
 * Years are counted from 1 March. Then a leap day is the last day of its year, of its four years, and of its 400, which
 * makes each of them a day longer than its equal parts: the last part of each takes that day in.
 */
export function dateOf(day: number): CalendarDate {
  let days = day + DAYS_BEFORE;
  const cycles = Math.floor(days / DAYS_OF_400_YEARS);
  days -= cycles * DAYS_OF_400_YEARS;
  const centuries = Math.min(3, Math.floor(days / DAYS_OF_CENTURY));
  days -= centuries * DAYS_OF_CENTURY;
  const fours = Math.floor(days / DAYS_OF_4_YEARS);
  days -= fours * DAYS_OF_4_YEARS;
  const years = Math.min(3, Math.floor(days / DAYS_OF_YEAR));
  days -= years * DAYS_OF_YEAR;

  // From March on, and again from August on, any five months have 153 days: 31, 30, 31, 30, 31.
  const monthsSinceMarch = Math.floor((5 * days + 2) / 153);
  const dayOfMonth = days - Math.floor((153 * monthsSinceMarch + 2) / 5) + 1;
  const year = 400 * cycles + 100 * centuries + 4 * fours + years;
  return monthsSinceMarch < 10
    ? { year, month: monthsSinceMarch + 3, dayOfMonth }
    : { year: year + 1, month: monthsSinceMarch - 9, dayOfMonth };
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
