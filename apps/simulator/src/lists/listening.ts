import { draw, heavyTailed } from './chance.js';

const { exp, floor } = Math;

/**
 * A listener's plays of one artist, as a smooth history that reaches from ever to ever: a steady trickle of
 * those they are used to, and spells, in which an artist is played much for some weeks and then little again.
 * Everything is drawn from (listener, artist, spell), so any day can be computed by itself.
 */
const SPELL_EVERY_DAYS = 140;
const SPELL_CHANCE = 0.3;
/** A spell's plays further than this from its middle are too few to count. */
const SPELL_REACH_DAYS = 150;

/** What is drawn, one number for each, so that the draws do not depend on one another. */
const about = { fondness: 1, habit: 2, phase: 3, whether: 4, when: 5, plays: 6, length: 7 } as const;

/** How fond the listener is of the artist: about 1 for most, far above it for a few. */
export function fondness(listener: number, artist: number): number {
  return heavyTailed(draw(listener, artist, 0, about.fondness), 0.75);
}

/** The plays in the `windowDays` days before `day` (days since 1970, UTC). Not a whole number. */
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

/** The share of a spell's plays that lie before `day`: the logistic curve. */
function playedBy(day: number, middle: number, length: number): number {
  return 1 / (1 + exp((middle - day) / length));
}
