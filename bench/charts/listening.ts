type Range = 'SHORT_TERM' | 'MEDIUM_TERM' | 'LONG_TERM';

/** The lists of one day: artists by number, in rank order. */
export type DayLists = Readonly<Record<Range, readonly number[]>>;

const DEPTH = 50;
const PLAYS_A_DAY = 60;
/** Artists in rotation, and how many of them are replaced per day. */
const ROTATION = 70;
const NEW_A_DAY = 0.95;
/** The share of replacements that were in rotation before. */
const OLD_SHARE = 0.25;
/** Scores of lower ranks are dropped. */
const SCORED_ARTISTS = 200;

/** Generates the lists of an invented listener day by day: about two thousand artists in ten years. */
export function* generateLists(days: number): Generator<DayLists> {
  const random = seededRandom(7);
  let artistCount = ROTATION;
  const rotation = Array.from({ length: ROTATION }, (_, index) => index + 1);
  // Spotify's ranges cover four weeks, half a year and a year.
  const scores = { SHORT_TERM: new Scores(14), MEDIUM_TERM: new Scores(90), LONG_TERM: new Scores(180) };
  // The listener has a past before the first recorded day.
  for (let day = -60; day < days; day += 1) {
    if (random() < NEW_A_DAY) {
      const artist = random() < OLD_SHARE ? Math.ceil(random() * artistCount) : (artistCount += 1);
      if (!rotation.includes(artist)) rotation[Math.floor(random() * ROTATION)] = artist;
    }
    for (let play = 0; play < PLAYS_A_DAY; play += 1) {
      // Artists early in the rotation are played more.
      const played = rotation[Math.floor(random() ** 2 * ROTATION)] ?? 1;
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

/** Counts plays; later ones count more. */
class Scores {
  private scores = new Map<number, number>();

  constructor(private readonly memoryDays: number) {}

  play(artist: number, day: number): void {
    const weight = Math.exp(day / this.memoryDays);
    this.scores.set(artist, (this.scores.get(artist) ?? 0) + weight);
  }

  list(): number[] {
    const ranked = [...this.scores].sort(
      ([one, score], [other, otherScore]) => otherScore - score || one - other,
    );
    this.scores = new Map(ranked.slice(0, SCORED_ARTISTS));
    return ranked.slice(0, DEPTH).map(([artist]) => artist);
  }
}

/** Returns a pseudo-random generator (mulberry32): numbers from 0 to below 1, the same in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
