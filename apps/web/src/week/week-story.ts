import { isolate } from '#cards';
import { formatCount, formatNumber, formatRank } from '../words/numbers.js';
import type { WeekChart, WeekEntry } from './week.query.js';

/** What the story is written from: an entry without its ranks of other weeks. */
export type StoryEntry = Omit<WeekEntry, 'artist'> & {
  readonly artist: Pick<WeekEntry['artist'], 'id' | 'name'>;
};

export interface StoryChart {
  readonly comparedTo: WeekChart['comparedTo'];
  readonly entries: readonly StoryEntry[];
  readonly dropouts: readonly (Pick<StoryEntry, 'artist'> & { readonly previousRank: number | null })[];
}

/** A debut or a return makes the headline down to this rank. */
const TOP = 10;
/** The minimum climb for a headline, above and below a milestone at number one. */
const GREAT_CLIMB = 10;
const CLIMB = 4;
/** A milestone: a multiple of this many weeks. */
const MILESTONE = 5;

type Topic = 'EMPTY' | 'FIRST' | 'NUMBER_ONE' | 'DEBUT' | 'RETURN' | 'CLIMB' | 'REIGN' | 'QUIET';

interface Headline {
  readonly topic: Topic;
  readonly text: string;
  /** The entry that it is about. */
  readonly subject: StoryEntry | null;
}

/** The week's story: a headline from its most important event, and a few sentences about the others. */
export interface Story {
  readonly headline: string;
  readonly lead: string;
  /** The artist of the headline; null if the chart has none. */
  readonly artistId: string | null;
}

/**
 * Writes the story of a weekly chart. Sentences start with the artist's name where they can, and never end with it, so
 * that they are right for names such as `M.I.A.` or `Who?`.
 */
export function writeStory(chart: StoryChart): Story {
  const { topic, text, subject } = writeHeadline(chart);
  const sentences = [
    topic === 'REIGN' || topic === 'QUIET' ? '' : describeNumberOne(chart, topic),
    topic === 'CLIMB' ? '' : describeClimb(chart),
    describeChanges(chart),
  ];
  const lead = sentences.filter((sentence) => sentence !== '').join(' ');
  return { headline: text, lead, artistId: subject?.artist.id ?? null };
}

function writeHeadline({ comparedTo, entries }: StoryChart): Headline {
  const [first] = entries;
  if (!first) return { topic: 'EMPTY', text: 'No artists this week', subject: null };
  const about = (topic: Topic, subject: StoryEntry, text: string): Headline => ({ topic, subject, text });
  const name = nameOf(first);
  if (!comparedTo) return about('FIRST', first, `${name} tops the first weekly chart`);
  if (first.status !== 'NO_CHANGE') return about('NUMBER_ONE', first, announceNumberOne(first));

  const debut = findTop(entries, 'NEW_ENTRY');
  if (debut) return about('DEBUT', debut, `${nameOf(debut)} debuts at ${formatRank(debut.rank)}`);
  const comeback = findTop(entries, 'RE_ENTRY');
  if (comeback) {
    return about('RETURN', comeback, `${nameOf(comeback)} returns at ${formatRank(comeback.rank)}`);
  }
  const [climber] = findClimbers(entries);
  const places = climber?.rankChange ?? 0;
  if (climber && places >= GREAT_CLIMB) return about('CLIMB', climber, announceClimb(climber));
  const run = first.consecutiveWeeksAtNumberOne;
  if (run > 0 && run % MILESTONE === 0) {
    return about('REIGN', first, `${name} spends ${formatMilestone(run)} week in a row at number one`);
  }
  if (climber && places >= CLIMB) return about('CLIMB', climber, announceClimb(climber));
  return about('QUIET', first, `A quiet week: ${name} stays at number one`);
}

/** `a 15th`, `an 80th`: ordinals of multiples of five. */
function formatMilestone(weeks: number): string {
  return `${String(weeks).startsWith('8') ? 'an' : 'a'} ${formatNumber(weeks)}th`;
}

function announceNumberOne(first: StoryEntry): string {
  const name = nameOf(first);
  if (first.status === 'NEW_ENTRY') return `${name} debuts at number one`;
  if (first.status === 'RE_ENTRY') return `${name} returns at number one`;
  if (first.weeksAtNumberOne > 1) return `${name} is back at number one`;
  return first.previousRank === null
    ? `${name} is the new number one`
    : `${name} rises from ${formatRank(first.previousRank)} to number one`;
}

function announceClimb({ artist, rankChange, rank }: StoryEntry): string {
  return `${nameOf({ artist })} climbs ${formatCount(rankChange ?? 0, 'place')} to ${formatRank(rank)}`;
}

/** How long the number one has been there, or where the previous one went. */
function describeNumberOne({ comparedTo, entries, dropouts }: StoryChart, topic: Topic): string {
  const [first] = entries;
  if (!first || !comparedTo) return '';
  if (topic !== 'NUMBER_ONE') {
    const run = first.consecutiveWeeksAtNumberOne;
    const length = run > 1 ? ` for ${formatCount(run, 'week')} in a row` : '';
    return `${nameOf(first)} ${length === '' ? 'stays at number one' : `has been number one${length}`}.`;
  }
  const deposed = entries.find(({ previousRank }) => previousRank === 1);
  if (deposed) return `${nameOf(deposed)} moves down from number one to ${formatRank(deposed.rank)}.`;
  const gone = dropouts.find(({ previousRank }) => previousRank === 1);
  return gone ? `${nameOf(gone)} drops off the chart from number one.` : '';
}

function describeClimb({ entries }: StoryChart): string {
  const [climber] = findClimbers(entries);
  // A rise to number one is in the headline.
  if (!climber || climber.rank === 1) return '';
  return `${nameOf(climber)} makes the biggest climb, up ${formatCount(climber.rankChange ?? 0, 'place')} to ${formatRank(climber.rank)}.`;
}

/** `2 artists are new, 1 returns and 3 drop out.` */
function describeChanges({ comparedTo, entries, dropouts }: StoryChart): string {
  if (!comparedTo || entries.length === 0) return '';
  const count = (status: StoryEntry['status']): number =>
    entries.filter((entry) => entry.status === status).length;
  const parts = [
    { number: count('NEW_ENTRY'), one: 'is new', many: 'are new' },
    { number: count('RE_ENTRY'), one: 'returns', many: 'return' },
    { number: dropouts.length, one: 'drops out', many: 'drop out' },
  ].filter(({ number }) => number > 0);
  if (parts.length === 0) return 'No artist is new and none dropped out.';
  const texts = parts.map(({ number, one, many }, index) => {
    const subject = index === 0 ? formatCount(number, 'artist') : formatNumber(number);
    return `${subject} ${number === 1 ? one : many}`;
  });
  const last = texts.pop() ?? '';
  return `${texts.length > 0 ? `${texts.join(', ')} and ` : ''}${last}.`;
}

/** The entries that moved up, the biggest climb first, equal ones by rank. */
export function findClimbers<Entry extends Pick<StoryEntry, 'status' | 'rankChange'>>(
  entries: readonly Entry[],
): Entry[] {
  return entries
    .filter(({ status }) => status === 'MOVED_UP')
    .toSorted((one, other) => (other.rankChange ?? 0) - (one.rankChange ?? 0));
}

/** The entries with the longest run of weeks on the chart, by rank. */
export function findLongestRuns<Entry extends Pick<StoryEntry, 'consecutiveWeeksOnChart'>>(
  entries: readonly Entry[],
): Entry[] {
  const longest = Math.max(0, ...entries.map((entry) => entry.consecutiveWeeksOnChart));
  return entries.filter((entry) => entry.consecutiveWeeksOnChart === longest);
}

function findTop(entries: readonly StoryEntry[], status: StoryEntry['status']): StoryEntry | undefined {
  return entries.find((entry) => entry.status === status && entry.rank !== null && entry.rank <= TOP);
}

function nameOf({ artist }: Pick<StoryEntry, 'artist'>): string {
  return isolate(artist.name) || 'An unnamed artist';
}
