import { numberedDay } from '../calendar.js';
import { dayBegins, dayOf } from '../chart-day.js';

const DAY_SECONDS = 86_400;

/**
 * Finds the chart days of many instants in one time zone, in any order. Each day's beginning is computed once, so a
 * million plays cost as many time zone look-ups as they cover days.
 */
export class ChartDayClock {
  readonly #timezone: string;
  /** When days begin, in epoch seconds, by day number. */
  readonly #beginnings = new Map<number, number>();
  #current = { day: 0, begins: 0, ends: 0 };

  /** @throws {RangeError} the time zone does not exist */
  constructor(timezone: string) {
    this.#timezone = timezone;
    dayOf(new Date(0), timezone);
  }

  /** Returns the number of the chart day that contains an instant, as {@link dayOf} does. */
  dayNumber(epochSeconds: number): number {
    const { day, begins, ends } = this.#current;
    if (epochSeconds >= begins && epochSeconds < ends) return day;
    // No time zone is more than a day ahead of UTC. A skipped day begins at the same instant as the next day, to which the instant belongs.
    let latest = Math.floor(epochSeconds / DAY_SECONDS) + 1;
    while (this.#beginningOf(latest) > epochSeconds) latest -= 1;
    this.#current = { day: latest, begins: this.#beginningOf(latest), ends: this.#beginningOf(latest + 1) };
    return latest;
  }

  #beginningOf(day: number): number {
    const known = this.#beginnings.get(day);
    if (known !== undefined) return known;
    const begins = dayBegins(numberedDay(day), this.#timezone).getTime() / 1_000;
    this.#beginnings.set(day, begins);
    return begins;
  }
}
