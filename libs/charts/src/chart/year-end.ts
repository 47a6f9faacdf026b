import { firstDayOf, firstWeekOf, lastDayOf } from '../calendar.js';
import type { History } from '../history/history.js';

/** An artist's score over the chart weeks of a year. */
export interface YearEndScore {
  readonly artist: number;
  /** For each week's chart: 50 for rank 1, one less per rank below, 0 from rank 51. Not plays. */
  readonly points: number;
  /** The number of chart weeks on the chart. */
  readonly weeks: number;
  /** The number of chart weeks at number one. */
  readonly weeksAtNumberOne: number;
  /** The best rank on any week's chart of the year. */
  readonly peakRank: number;
}

/**
 * Computes the scores of an ISO year over its chart weeks, in no order. Omits artists without points.
 */
export function yearEndScores(
  history: History,
  year: number,
): { weeksCounted: number; scores: YearEndScore[] } {
  const scores = new Map<number, YearEndScore>();
  let weeksCounted = 0;
  for (let week = firstWeekOf(year); week < firstWeekOf(year + 1); week++) {
    const index = history.newestWithin(firstDayOf('WEEK', week), lastDayOf('WEEK', week));
    if (index === null) continue;
    weeksCounted += 1;
    for (const [position, artist] of history.artists(index).entries()) {
      const rank = position + 1;
      const score = scores.get(artist) ?? { points: 0, weeks: 0, weeksAtNumberOne: 0, peakRank: rank };
      scores.set(artist, {
        artist,
        points: score.points + Math.max(0, 51 - rank),
        weeks: score.weeks + 1,
        weeksAtNumberOne: score.weeksAtNumberOne + (rank === 1 ? 1 : 0),
        peakRank: Math.min(score.peakRank, rank),
      });
    }
  }
  return { weeksCounted, scores: [...scores.values()].filter(({ points }) => points > 0) };
}

/**
 * Ranks scores into the year-end chart: by points, then better peak, then more weeks, then artist id.
 *
 * @param idOf returns Spotify's id of an artist; ids are compared by code units
 */
export function rankYearEnd(
  scores: readonly YearEndScore[],
  idOf: (artist: number) => string,
): (YearEndScore & { rank: number })[] {
  return scores
    .map((score) => ({ score, id: idOf(score.artist) }))
    .sort(
      ({ score: one, id }, { score: other, id: otherId }) =>
        other.points - one.points ||
        one.peakRank - other.peakRank ||
        other.weeks - one.weeks ||
        (id < otherId ? -1 : 1),
    )
    .map(({ score }, position) => Object.assign({ rank: position + 1 }, score));
}
