const words = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
const long = words({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const medium = words({ day: 'numeric', month: 'long', year: 'numeric' });
const short = words({ day: 'numeric', month: 'short' });
const DAY_MS = 86_400_000;

const instantOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whether a text is a calendar day, `YYYY-MM-DD`, that exists. */
export function isDay(text: string): boolean {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? instantOf(text) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** `Sunday 1 November 2026` (`long`), `1 November 2026` (`medium`), `1 Nov` (`short`). */
export function inWords(day: string, length: 'long' | 'medium' | 'short' = 'medium'): string {
  return { long, medium, short }[length].format(instantOf(day)).replace(',', '');
}

/** The day so many days later; earlier, where `days` is negative. */
export function dayAfter(day: string, days = 1): string {
  return new Date(instantOf(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days lie from one day to a later one. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((instantOf(later) - instantOf(earlier)) / DAY_MS);
}
