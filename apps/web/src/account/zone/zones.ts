import { RENAMED } from './renamed-zones.js';

/** A time zone to choose from. */
export interface Zone {
  /** Its IANA name, such as `Europe/Berlin`. */
  readonly name: string;
  /** The name that it had before, under which people may look for it too; else the same. */
  readonly formerName: string;
  /** `GMT+1`; what it differs from UTC by, at that time. */
  readonly offset: string;
}

/** All zones that the browser knows, by today's names, UTC and `own` included. */
export function allZones(own: string, now: Date): Zone[] {
  const known = ['UTC', own, ...Intl.supportedValuesOf('timeZone')];
  const names = new Map(known.map((name) => [todaysName(name), name]));
  return [...names]
    .map(([name, formerName]) => ({ name, formerName, offset: offsetOf(name, now) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The name that the IANA database has for a zone now. */
export function todaysName(name: string): string {
  return RENAMED.get(name) ?? name;
}

/**
 * The zones whose name has every word of what was typed: places first whose own name begins with it, then by name.
 * Words can be parts; case, accents, and what stands between words play no part.
 */
export function zonesLike(typed: string, zones: readonly Zone[]): readonly Zone[] {
  const words = plain(typed).split(' ').filter(Boolean);
  if (words.length === 0) return zones;
  const found = zones.filter(({ name, formerName, offset }) => {
    const text = `${plain(name)} ${plain(formerName)} ${offset.toLowerCase()}`;
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
