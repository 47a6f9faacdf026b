import { catalogueSize } from './catalogue.js';
import { keyOf, draw, heavyTailed } from './chance.js';

/** Spotify's ranges and their windows in days. */
export const RANGE_DAYS = { short_term: 28, medium_term: 182, long_term: 365 } as const;
export type TimeRange = keyof typeof RANGE_DAYS;
export const timeRanges = ['short_term', 'medium_term', 'long_term'] as const satisfies TimeRange[];

const DAY_MILLISECONDS = 86_400_000;
/** Plays are compared in steps, so that nearly equal artists do not swap ranks every day. */
const STEP_PLAYS = 2.5;

/** Returns the days since 1970 (UTC) of an instant in milliseconds. Lists change once a day. */
export function dayOf(instant: number): number {
  return Math.floor(instant / DAY_MILLISECONDS);
}

/** Returns a listener's whole top list of a day as indexes of the catalogue. All ranges rank the same plays. */
export function topList(seed: string, listenerId: string, range: TimeRange, day: number): number[] {
  const listener = keyOf(`${seed}/${listenerId}`);
  return Array.from({ length: catalogueSize }, (_, artist) => ({
    artist,
    steps: Math.round(playsWithin(RANGE_DAYS[range], listener, artist, day) / STEP_PLAYS),
    fondness: fondness(listener, artist),
  }))
    .sort((a, b) => b.steps - a.steps || b.fondness - a.fondness || a.artist - b.artist)
    .map(({ artist }) => artist);
}

const { exp, floor } = Math;

/** Plays are a steady trickle of habitual artists, plus spells of some weeks in which an artist is played a lot. */
const SPELL_EVERY_DAYS = 140;
const SPELL_CHANCE = 0.3;
/** Plays further than this from the middle of a spell are negligible. */
const SPELL_REACH_DAYS = 150;

/** Distinct numbers that make the draws independent of each other. */
const about = { fondness: 1, habit: 2, phase: 3, whether: 4, when: 5, plays: 6, length: 7 } as const;

/** Returns how fond the listener is of the artist: about 1 for most, far more for a few. */
export function fondness(listener: number, artist: number): number {
  return heavyTailed(draw(listener, artist, 0, about.fondness), 0.75);
}

/** Returns the plays in the `windowDays` days before `day` (days since 1970, UTC), not a whole number. */
export function playsWithin(windowDays: number, listener: number, artist: number, day: number): number {
  const fond = fondness(listener, artist);
  const habitual = draw(listener, artist, 0, about.habit) < 0.25;
  let plays = windowDays * fond * (habitual ? 0.34 : 0.002);
  const phase = draw(listener, artist, 0, about.phase);
  const first = floor((day - windowDays - SPELL_REACH_DAYS) / SPELL_EVERY_DAYS - phase);
  const last = floor((day + SPELL_REACH_DAYS) / SPELL_EVERY_DAYS - phase);
  for (let spell = first; spell <= last; spell += 1) {
    if (draw(listener, artist, spell, about.whether) >= SPELL_CHANCE) continue;
    const middle = (spell + phase + draw(listener, artist, spell, about.when)) * SPELL_EVERY_DAYS;
    const size = 22 * fond ** 0.6 * heavyTailed(draw(listener, artist, spell, about.plays), 0.6);
    const length = 8 + 13 * draw(listener, artist, spell, about.length);
    plays += size * (playedBy(day, middle, length) - playedBy(day - windowDays, middle, length));
  }
  return plays;
}

/** Returns the share of a spell's plays before `day`, by a logistic curve. */
function playedBy(day: number, middle: number, length: number): number {
  return 1 / (1 + exp((middle - day) / length));
}
