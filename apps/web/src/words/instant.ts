/** `22 November 2026, 14:20`, as clocks show it in a time zone; in UTC where the browser does not know the zone. */
export function instantInWords(instant: string, timezone: string): string {
  return inZone(timezone, { dateStyle: 'long', timeStyle: 'short' })
    .format(Date.parse(instant))
    .replace(' at ', ', ');
}

/** `14:20`. */
export function timeInWords(instant: Date, timezone: string): string {
  return inZone(timezone, { timeStyle: 'short' }).format(instant);
}

/** `22 November 2026`. */
export function dateInWords(instant: string, timezone: string): string {
  return inZone(timezone, { dateStyle: 'long' }).format(Date.parse(instant));
}

/** The calendar day that it is in a time zone, `YYYY-MM-DD`. */
export function todayIn(timezone: string, now = new Date()): string {
  const style = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  return inZone(timezone, style).format(now).split('/').toReversed().join('-');
}

function inZone(timezone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...style, timeZone: timezone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...style, timeZone: 'UTC' });
  }
}
