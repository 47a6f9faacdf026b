import { catalogueSize } from './catalogue.js';
import { keyOf } from './chance.js';
import { fondness, playsWithin } from './listening.js';

/** Spotify's names of its three windows, and how many days each looks back. */
export const windowDays = { short_term: 28, medium_term: 182, long_term: 365 } as const;
export type TimeRange = keyof typeof windowDays;
export const timeRanges = ['short_term', 'medium_term', 'long_term'] as const satisfies TimeRange[];

const DAY_MILLISECONDS = 86_400_000;
/** Plays are compared in steps of this many, so that artists nearly equal do not swap places every day. */
const STEP_PLAYS = 2.5;

/** The days since 1970 (UTC) of an instant in milliseconds: lists are computed anew once a day. */
export function dayOf(instant: number): number {
  return Math.floor(instant / DAY_MILLISECONDS);
}

/**
 * A listener's whole top list of a day, as places in the catalogue, best first. It depends on nothing but the
 * arguments. The three ranges look at one and the same listening, so that what breaks out in the short one is
 * seen to rise in the others later.
 */
export function topList(seed: string, listenerId: string, range: TimeRange, day: number): number[] {
  const listener = keyOf(`${seed}/${listenerId}`);
  return Array.from({ length: catalogueSize }, (_, artist) => ({
    artist,
    steps: Math.round(playsWithin(windowDays[range], listener, artist, day) / STEP_PLAYS),
    fondness: fondness(listener, artist),
  }))
    .sort((a, b) => b.steps - a.steps || b.fondness - a.fondness || a.artist - b.artist)
    .map(({ artist }) => artist);
}
