import { getInitials, RANGE_WORDS, withoutDirections } from '#cards';
import type { EntryStatus, SnapshotSource } from '#charts';
import type { Artist, ArtistImage } from '../artists/artists.models.js';
import type { TimeRange } from '../charts/chart.enums.js';

const full = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const dayMonth = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const withYear = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** Formats a day: `Sunday, November 22, 2026`. */
export function formatDay(day: string): string {
  return full.format(Date.parse(day));
}

/** Formats a day without its year if the other day has the same: `November 15`. */
export function formatNearDay(day: string, other: string): string {
  return (day.slice(0, 4) === other.slice(0, 4) ? dayMonth : withYear).format(Date.parse(day));
}

/** Formats a count with its noun: `1 week`, `2 weeks`. */
export function formatCount(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** Formats a share from 0 to 1: `72%`. Only exactly 0 and 1 become 0% and 100%. */
export function formatPercent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))}%`;
}

/** How an entry moved: a sign to see, and the words that go with it or take its place. */
export interface MovementWords {
  /** Its class in the style sheet. */
  readonly kind: 'up' | 'down' | 'same' | 'new' | 'back' | 'unknown';
  /** Shown, but not spoken. */
  readonly sign?: string;
  /** Spoken, but not shown. */
  readonly spoken?: string;
  /** Shown and spoken. */
  readonly text?: string;
}

/** Describes how an entry moved since the baseline. */
export function describeMovement(status: EntryStatus | null, rankChange: number | null): MovementWords {
  const places = String(Math.abs(rankChange ?? 0));
  switch (status) {
    case 'MOVED_UP':
      return { kind: 'up', sign: '▲', spoken: 'up', text: places };
    case 'MOVED_DOWN':
      return { kind: 'down', sign: '▼', spoken: 'down', text: places };
    case 'NO_CHANGE':
      return { kind: 'same', sign: '=', spoken: 'same' };
    case 'NEW_ENTRY':
      return { kind: 'new', text: 'new' };
    case 'RE_ENTRY':
      return { kind: 'back', text: 'back' };
    case null:
      return { kind: 'unknown', sign: '–', spoken: 'change unknown' };
  }
}

/** How many chart weeks an artist has been at number one. */
interface Reign {
  readonly weeksAtNumberOne: number;
  readonly consecutiveWeeksAtNumberOne: number;
}

/** Describes how long an artist has been number one: `Number one for 2 weeks running (11 in all)`. */
export function describeReign(reign: Reign): string {
  const { weeksAtNumberOne: total, consecutiveWeeksAtNumberOne: run } = reign;
  if (run > 1) {
    const inAll = total > run ? ` (${total} in all)` : '';
    return `Number one for ${formatCount(run, 'week')} running${inAll}`;
  }
  return total > 1 ? `Number one again (${formatCount(total, 'week')} in all)` : 'First week at number one';
}

/** Says who ranked the artists of a chart. */
export function describeRanking(source: SnapshotSource, range: TimeRange): string {
  const { label, period } = RANGE_WORDS[range];
  return source === 'RECONSTRUCTED' ? `Ranked by plays over ${label}.` : `Ranked by Spotify over ${period}.`;
}

/** An artist as the pages of a share show it. */
export interface ArtistShown {
  readonly name: string;
  readonly spotifyUrl: string;
  /** What the link does: `opens Spotify`, or `searches Spotify` for an artist without a page. */
  readonly opens: string;
  /** Shown without a picture, until the picture has loaded, and if it does not load. */
  readonly initials: string;
  readonly image: { readonly src: string; readonly srcset: string } | null;
}

/**
 * Describes an artist for a page.
 *
 * @param isAllowedImage whether a URL is on one of Spotify's image hosts, as the security policy requires
 */
export function showArtist(
  { name, linked, spotifyUrl, images }: Artist,
  isAllowedImage: (url: string) => boolean,
): ArtistShown {
  const allowed = images.filter(({ url }) => isAllowedImage(url));
  const [largest] = allowed;
  return {
    name: withoutDirections(name) || 'Unnamed artist',
    spotifyUrl,
    opens: linked ? 'opens Spotify' : 'searches Spotify',
    initials: getInitials(name),
    image: largest ? { src: largest.url, srcset: srcsetOf(allowed) } : null,
  };
}

/** Formats the sizes of an image as a `srcset`. Leaves out URLs that its separators, spaces and commas, would break. */
function srcsetOf(images: readonly ArtistImage[]): string {
  return images
    .filter(({ url, width }) => width !== null && width > 0 && !/\s|^,|,$/.test(url))
    .map(({ url, width }) => `${url} ${width}w`)
    .join(', ');
}
