import { count } from '../words/count.js';
import { daysBetween, inWords } from '../words/day.js';
import type { ChartShown, EntryData } from './chart-query.js';

/** How the number one came there, and since when. */
export function reignWords(entry: Pick<EntryData, 'status' | 'previousRank' | 'weeksAtNumberOne'>): string {
  const weeks = `${count(entry.weeksAtNumberOne, 'week')} at number one so far`;
  const arrival = arrivalWords(entry);
  return arrival === '' ? weeks : `${arrival}; ${weeks}`;
}

function arrivalWords({ status, previousRank }: Pick<EntryData, 'status' | 'previousRank'>): string {
  switch (status) {
    case 'MOVED_UP':
      return `Up from number ${previousRank}`;
    case 'NEW_ENTRY':
      return 'New, and straight to the top';
    case 'RE_ENTRY':
      return 'Back, and straight to the top';
    case 'NO_CHANGE':
      return 'Still there';
    case 'MOVED_DOWN':
    case null:
      return '';
  }
}

/** `a week before`, `3 days before`, `12 weeks before`. */
export function distanceWords(earlier: string, later: string): string {
  const days = daysBetween(earlier, later);
  if (days === 1) return 'the day before';
  if (days === 7) return 'a week before';
  if (days % 7 === 0) return `${count(days / 7, 'week')} before`;
  return `${count(days, 'day')} before`;
}

/** A share of 1 in whole per cent; but never 0 or 100 where it is not exactly that. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))}%`;
}

/** What turnover means for this chart. */
export function turnoverWords({ turnover, comparedTo, depth }: ChartShown): string {
  if (turnover === null || !comparedTo) return '';
  const places = Math.min(depth, comparedTo.depth);
  const since = `on ${inWords(comparedTo.day, 'short')}`;
  const arrived = Math.round(turnover * places);
  if (arrived === 0) return `All of the first ${places} were there ${since}.`;
  return `${arrived} of the first ${places} ${arrived === 1 ? 'was' : 'were'} not there ${since}.`;
}

/** What similarity means, from the order of both charts. */
export function similarityWords(similarity: number): string {
  if (similarity === 1) return 'The same artists in the same order.';
  if (similarity >= 0.9) return 'Nearly the same artists in nearly the same order.';
  if (similarity >= 0.7) return 'Much the same artists, in another order.';
  if (similarity >= 0.4) return 'Some of the same artists.';
  if (similarity > 0) return 'Hardly any of the same artists.';
  return 'Not one artist in common.';
}
