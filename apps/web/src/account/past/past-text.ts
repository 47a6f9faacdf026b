import { daysBetween, formatDayRange } from '../../words/days.js';
import { formatCount, formatNumber, formatPercent } from '../../words/numbers.js';
import { getRange } from '../../words/range.js';
import type { HistoryResult } from './import-answer.js';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** The length of a span of days in the unit that suits it: `41 days`, `14 months`, `12 years`. */
export function describeLength(from: string, to: string): string {
  const days = daysBetween(from, to) + 1;
  if (days <= 60) return formatCount(days, 'day');
  const months = Math.round(days / 30.44);
  return months < 24 ? formatCount(months, 'month') : formatCount(Math.floor(days / 365.2), 'year');
}

/** The title of a result: `12 years reconstructed: April 3, 2014 – May 20, 2026`. */
export function describeResult({ from, to }: HistoryResult['days']): string {
  if (from === null || to === null) return 'No day was reconstructed';
  return `${describeLength(from, to)} reconstructed: ${formatDayRange(from, to)}`;
}

/** How many plays counted, and why others did not. */
export function describePlays({ read, counted, skipped }: HistoryResult['plays']): string {
  const reasons = [
    { count: skipped.short, text: 'under 30 seconds' },
    { count: skipped.notMusic, text: 'not music' },
    { count: skipped.private, text: 'in private sessions' },
    { count: skipped.undated, text: 'without a usable date' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, text }) => `${formatNumber(count)} ${text}`);
  if (reasons.length === 0) return `${formatCount(counted, 'play')} counted.`;
  const total = `${formatNumber(counted)} of ${formatCount(read, 'play')} counted.`;
  return `${total} Left out: ${list.format(reasons)}.`;
}

/** How many artists are linked to Spotify, and how many are still to be looked up. */
export function describeArtists({ matched, toLink }: HistoryResult['artists']): string {
  const linked = `${formatCount(matched, 'artist')} ${matched === 1 ? 'is' : 'are'} linked to Spotify.`;
  if (toLink === 0) return linked;
  const others = matched === 0 ? formatCount(toLink, 'artist') : formatCount(toLink, 'other');
  const names = toLink === 1 ? 'it is shown by name' : 'they are shown by name';
  const lookup = `Headliner looks up ${others} on Spotify in the background; until then ${names}.`;
  return matched === 0 ? lookup : `${linked} ${lookup}`;
}

interface Agreement {
  readonly range: HistoryResult['agreement'][number]['range'];
  readonly days: number;
  /** From 0 to 1. */
  readonly similarity: number;
}

/** `On 182 days with both, the reconstructed 4-week list was 87% similar to Spotify’s own.` */
export function describeAgreement({ range, days, similarity }: Agreement): string {
  const when = days === 1 ? 'On the one day' : `On ${formatCount(days, 'day')}`;
  const lists = `the reconstructed ${getRange(range).adjective} list was ${formatPercent(similarity)} similar`;
  return `${when} with both, ${lists} to Spotify’s own.`;
}

/** Shown instead of the agreement. */
export const NO_AGREEMENT =
  'No day has both a reconstructed list and Spotify’s own, so how well they agree isn’t known.';

interface Links {
  readonly artistsLinked: number;
  readonly artistsPending: number;
  readonly artistsUnknown: number;
}

/** The artists of a reconstruction: `1,204 linked to Spotify, 310 being looked up, 25 known only by name`. */
export function describeLinks({ artistsLinked, artistsPending, artistsUnknown }: Links): string {
  return [
    { count: artistsLinked, text: 'linked to Spotify' },
    { count: artistsPending, text: 'being looked up' },
    { count: artistsUnknown, text: 'known only by name' },
  ]
    .filter(({ count }, index) => index === 0 || count > 0)
    .map(({ count, text }) => `${formatNumber(count)} ${text}`)
    .join(', ');
}
