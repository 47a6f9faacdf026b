export type Range = 'SHORT_TERM' | 'MEDIUM_TERM' | 'LONG_TERM';

/** The lists of one day: artists by number, in rank order. */
export type DayLists = Readonly<Record<Range, readonly number[]>>;

const DEPTH = 50;
const PLAYS_A_DAY = 60;
/** The number of artists in rotation, and how many of them are replaced per day. */
const ROTATION = 70;
const NEW_A_DAY = 0.95;
/** The share of replacements that were in the rotation before. */
const OLD_SHARE = 0.25;
/** Scores are kept for this many artists. */
const REMEMBERED = 200;

/** Generates the daily lists of one listener: about 2,000 artists in ten years. */
export function* listen(days: number): Generator<DayLists> {
  const chance = chances(7);
  let known = ROTATION;
  const rotation = Array.from({ length: ROTATION }, (_, index) => index + 1);
  // Spotify's ranges cover about four weeks, half a year and a year.
  const scores = { SHORT_TERM: new Scores(14), MEDIUM_TERM: new Scores(90), LONG_TERM: new Scores(180) };
  // 60 days of listening precede the first recorded list.
  for (let day = -60; day < days; day += 1) {
    if (chance() < NEW_A_DAY) {
      const comes = chance() < OLD_SHARE ? Math.ceil(chance() * known) : (known += 1);
      if (!rotation.includes(comes)) rotation[Math.floor(chance() * ROTATION)] = comes;
    }
    for (let play = 0; play < PLAYS_A_DAY; play += 1) {
      // Plays are unevenly distributed.
      const played = rotation[Math.floor(chance() ** 2 * ROTATION)] ?? 1;
      for (const range of Object.values(scores)) range.play(played, day);
    }
    const lists = {
      SHORT_TERM: scores.SHORT_TERM.list(),
      MEDIUM_TERM: scores.MEDIUM_TERM.list(),
      LONG_TERM: scores.LONG_TERM.list(),
    };
    if (day >= 0) yield lists;
  }
}

/** Play counts that decay with age. */
class Scores {
  private scores = new Map<number, number>();

  constructor(private readonly memoryDays: number) {}

  play(artist: number, day: number): void {
    const weight = Math.exp(day / this.memoryDays);
    this.scores.set(artist, (this.scores.get(artist) ?? 0) + weight);
  }

  list(): number[] {
    const ranked = [...this.scores].sort(([one, much], [other, more]) => more - much || one - other);
    this.scores = new Map(ranked.slice(0, REMEMBERED));
    return ranked.slice(0, DEPTH).map(([artist]) => artist);
  }
}

/** Returns a seeded pseudo-random generator of numbers from 0 to below 1 (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
