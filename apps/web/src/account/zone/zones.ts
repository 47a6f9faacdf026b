/** A time zone to choose from. */
export interface Zone {
  /** Its IANA name, such as `Europe/Berlin`. */
  readonly name: string;
  /** `GMT+1`; what it differs from UTC by, at that time. */
  readonly offset: string;
}

/** All zones that the browser knows, UTC and `own` included, by name. */
export function allZones(own: string, now: Date): Zone[] {
  const names = new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')]);
  return [...names].sort().map((name) => ({ name, offset: offsetOf(name, now) }));
}

/**
 * The zones whose name has every word of what was typed: places first whose own name begins with it, then by name.
 * Words can be parts; case, accents, and what stands between words play no part.
 */
export function zonesLike(typed: string, zones: readonly Zone[]): readonly Zone[] {
  const words = plain(typed).split(' ').filter(Boolean);
  if (words.length === 0) return zones;
  const found = zones.filter(({ name, offset }) => {
    const text = `${plain(name)} ${offset.toLowerCase()}`;
    return words.every((word) => text.includes(word));
  });
  const begins = ({ name }: Zone): boolean => plain(name.split('/').at(-1) ?? '').startsWith(words.join(' '));
  return [...found.filter(begins), ...found.filter((zone) => !begins(zone))];
}

/** A zone's name as people write it: `Europe/Berlin`, `America/New York`. */
export function spoken(name: string): string {
  return name.replaceAll('_', ' ');
}

/** What UTC differs by from a zone at a time: `GMT`, `GMT+5:30`. A zone that the browser does not know has none. */
export function offsetOf(name: string, now: Date): string {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone: name, timeZoneName: 'shortOffset' });
    return parts.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch {
    return '';
  }
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[_/,\s-]+/g, ' ')
    .trim();
}
