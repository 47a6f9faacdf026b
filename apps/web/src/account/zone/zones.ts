import { foldText } from '#cards';
import { RENAMED } from './renamed-zones.js';

/** A time zone to choose from. */
export interface Zone {
  /** The current IANA name, such as `Europe/Berlin`. */
  readonly name: string;
  /** The browser's name, also searched; the same unless the zone was renamed. */
  readonly browserName: string;
  /** The current offset from UTC, such as `GMT+1`; empty if the browser does not know the zone. */
  readonly offset: string;
}

/** All zones that the browser knows, plus UTC and `own`, by their current names. */
export function listZones(own: string, now: Date): Zone[] {
  const browserNames = ['UTC', own, ...Intl.supportedValuesOf('timeZone')];
  const names = new Map(browserNames.map((name) => [getCurrentName(name), name]));
  return [...names]
    .map(([name, browserName]) => ({ name, browserName, offset: getOffset(name, now) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The current IANA name of a zone. */
export function getCurrentName(name: string): string {
  return RENAMED.get(name) ?? name;
}

/** The zones that contain every typed word, ignoring case and accents. Cities that start with the text come first. */
export function searchZones(typed: string, zones: readonly Zone[]): readonly Zone[] {
  const words = normalize(typed).split(' ').filter(Boolean);
  if (words.length === 0) return zones;
  const matches = zones.filter(({ name, browserName, offset }) => {
    const text = `${normalize(name)} ${normalize(browserName)} ${offset.toLowerCase()}`;
    return words.every((word) => text.includes(word));
  });
  const isPrefix = ({ name }: Zone): boolean =>
    normalize(name.split('/').at(-1) ?? '').startsWith(words.join(' '));
  return [...matches.filter(isPrefix), ...matches.filter((zone) => !isPrefix(zone))];
}

/** A zone's name for display: `America/New York`. */
export function formatZone(name: string): string {
  return name.replaceAll('_', ' ');
}

/** A zone's offset from UTC: `GMT`, `GMT+5:30`. Empty if the browser does not know the zone. */
export function getOffset(name: string, now: Date): string {
  try {
    // In English, since it is also searched.
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: name, timeZoneName: 'shortOffset' });
    return format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch {
    return '';
  }
}

function normalize(text: string): string {
  return foldText(text)
    .replace(/[_/,\s-]+/g, ' ')
    .trim();
}
