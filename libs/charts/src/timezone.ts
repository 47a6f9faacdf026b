import { Temporal } from 'temporal-polyfill';

/**
 * Whether a name is a time zone of the IANA database, canonical or alias, spelt as it is there: `Europe/Berlin`,
 * `Asia/Kolkata`, `UTC`. Offsets (`+02:00`) are refused, since they know nothing of daylight saving; other spellings
 * (`europe/berlin`) too, since what is stored goes out to clients, and not all software takes them.
 */
export function isTimezone(name: string): boolean {
  // Temporal takes offsets, and whole timestamps with a zone, wherever it takes a name.
  if (!/^[A-Z]/i.test(name)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name;
  } catch {
    return false;
  }
}
