/**
 * Six calendar months after an instant (UTC), as Spotify counts the life of a refresh token; the last day of the
 * month where that one is too short (31 August leads to 28 or 29 February).
 */
export function sixMonthsLater(instant: number): number {
  const later = new Date(instant);
  const day = later.getUTCDate();
  later.setUTCMonth(later.getUTCMonth() + 6);
  if (later.getUTCDate() !== day) later.setUTCDate(0);
  return later.getTime();
}
