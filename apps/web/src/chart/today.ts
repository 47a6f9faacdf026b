/** The calendar day that it is in a time zone, `YYYY-MM-DD`. */
export function todayIn(timezone: string, now = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(now);
}

/** `05:12` on the clocks of a time zone; with the day in front where it is not `today`. */
export function clockTime(instant: string, timezone: string, today: string): string {
  const at = new Date(instant);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, timeStyle: 'short' }).format(at);
  if (todayIn(timezone, at) === today) return time;
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, day: 'numeric', month: 'long' });
  return `${time} on ${day.format(at)}`;
}
