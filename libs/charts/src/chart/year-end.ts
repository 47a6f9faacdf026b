import { firstDayOf, firstWeekOf, lastDayOf } from '../calendar/period.js';
import type { History } from '../history/history.js';

/** What an artist has earned over the chart weeks of a year. */
export interface YearEndStanding {
  readonly artist: number;
  /** For every week's chart 50 for rank 1, one less for each rank below, none from rank 51 on. Never plays. */
  readonly points: number;
  /** On how many weeks' charts. */
  readonly weeks: number;
  /** The best rank on a week's chart of the year. */
  readonly peakRank: number;
}

/**
 * The standings of an ISO year, in no order: over its chart weeks, which are its ISO weeks with a snapshot, each with
 * the last of them as its chart. Artists without points are left out.
 */
export function yearEndStandings(
  history: History,
  year: number,
): { weeksCounted: number; standings: YearEndStanding[] } {
  const standings = new Map<number, YearEndStanding>();
  let weeksCounted = 0;
  for (let week = firstWeekOf(year); week < firstWeekOf(year + 1); week++) {
    const index = history.newestWithin(firstDayOf('WEEK', week), lastDayOf('WEEK', week));
    if (index === null) continue;
    weeksCounted += 1;
    for (const [place, artist] of history.artists(index).entries()) {
      const rank = place + 1;
      const { points, weeks, peakRank } = standings.get(artist) ?? { points: 0, weeks: 0, peakRank: rank };
      standings.set(artist, {
        artist,
        points: points + Math.max(0, 51 - rank),
        weeks: weeks + 1,
        peakRank: Math.min(peakRank, rank),
      });
    }
  }
  return { weeksCounted, standings: [...standings.values()].filter(({ points }) => points > 0) };
}

/**
 * The year-end chart: most points first; where they are equal, better peak, then more weeks, then artist id.
 *
 * @param idOf Spotify's id of an artist, compared by code units
 */
export function rankYearEnd(
  standings: readonly YearEndStanding[],
  idOf: (artist: number) => string,
): (YearEndStanding & { rank: number })[] {
  return standings
    .map((standing) => ({ standing, id: idOf(standing.artist) }))
    .sort(
      ({ standing: one, id }, { standing: other, id: otherId }) =>
        other.points - one.points ||
        one.peakRank - other.peakRank ||
        other.weeks - one.weeks ||
        (id < otherId ? -1 : 1),
    )
    .map(({ standing }, place) => Object.assign({ rank: place + 1 }, standing));
}
