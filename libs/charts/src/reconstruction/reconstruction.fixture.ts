/** A literal implementation of the reconstruction, which sums the plays of every window from scratch, as a model. */
import fc from 'fast-check';
import { dayNumber } from '../calendar.js';
import { addDays, type ChartDay, daysBetween, daysFrom, nextDay } from '../chart-day.js';
import { PlayCounts } from './play-counts.js';

/** A play on a known chart day. */
export interface DatedPlay {
  readonly day: ChartDay;
  readonly artist: string;
  readonly milliseconds?: number | null;
  readonly trackUri?: string | null;
  readonly playedAt?: number;
}

/** Counts plays with the code that is tested. */
export function countsOf(plays: readonly DatedPlay[]): PlayCounts {
  const counts = new PlayCounts();
  for (const { day, artist, milliseconds = null, trackUri = null, playedAt = 0 } of plays)
    counts.add(dayNumber(day), { playedAt, artist, milliseconds, trackUri });
  return counts;
}

/** A reconstructed list by the names of its artists. */
export interface ModelList {
  readonly day: ChartDay;
  readonly names: readonly string[];
  readonly complete: boolean;
}

/** Ranks the artists of the plays of the window that ends with `day`. */
export function modelList(
  plays: readonly DatedPlay[],
  { day, windowDays, depth }: { day: ChartDay; windowDays: number; depth: number },
): ModelList {
  const names = new Map(plays.map(({ artist }) => [folded(artist), mostPlayed(plays, artist)]));
  const begins = addDays(day, 1 - windowDays);
  const inWindow = plays.filter((play) => play.day >= begins && play.day <= day);
  const byArtist = Map.groupBy(inWindow, ({ artist }) => names.get(folded(artist)) ?? '');
  const totals = Array.from(byArtist, ([name, own]) => ({
    name,
    plays: own.length,
    milliseconds: own.reduce((sum, { milliseconds }) => sum + (milliseconds ?? 0), 0),
  }));
  totals.sort(
    (one, other) =>
      other.plays - one.plays || other.milliseconds - one.milliseconds || byCodePoints(one.name, other.name),
  );
  return {
    day,
    names: totals.slice(0, depth).map(({ name }) => name),
    complete: totals.length <= depth,
  };
}

/** Reconstructs the lists of one range. */
export function modelReconstruction(
  plays: readonly DatedPlay[],
  { windowDays, depth, lastDay }: { windowDays: number; depth: number; lastDay: ChartDay },
): ModelList[] {
  const days = plays.map(({ day }) => day).sort();
  const [first, lastPlayed] = [days[0], days.at(-1)];
  if (first === undefined || lastPlayed === undefined) return [];
  const last = lastPlayed < lastDay ? lastPlayed : lastDay;
  return daysFrom(first, nextDay(last))
    .filter((day) => plays.some((play) => play.day <= day && daysBetween(play.day, day) < windowDays))
    .map((day) => modelList(plays, { day, windowDays, depth }));
}

function mostPlayed(plays: readonly DatedPlay[], artist: string): string {
  const spellings = plays.map((play) => play.artist).filter((name) => folded(name) === folded(artist));
  const playsOf = (name: string): number => spellings.filter((spelling) => spelling === name).length;
  return (
    [...new Set(spellings)].sort(
      (one, other) => playsOf(other) - playsOf(one) || byCodePoints(one, other),
    )[0] ?? ''
  );
}

function folded(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}

/** UTF-8 keeps the order of code points. */
export function byCodePoints(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Few names, so that plays meet: spellings of one artist, and characters beyond and at the end of the first plane. */
const names = [
  'Ära',
  'A\u0308RA',
  'ära',
  'Straße',
  'STRASSE',
  'Moth',
  'moth',
  'Zed',
  '\uFF5EWave',
  '\u{1F41D}Bee',
];

/** Generates plays of about a year, in any order: many on few days, and stretches without plays. */
export function anyPlays(maxLength = 120): fc.Arbitrary<DatedPlay[]> {
  const day = fc
    .oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }) },
      { weight: 2, arbitrary: fc.integer({ min: 150, max: 240 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 420 }) },
    )
    .map((later) => addDays('2023-12-20', later));
  const milliseconds = fc.option(fc.constantFrom(30_000, 45_500, 180_000, 181_000));
  const play = fc.record({ day, artist: fc.constantFrom(...names), milliseconds });
  return fc.array(play, { minLength: 1, maxLength });
}
