import { type ChartDay, isoYear, rankYearEnd, yearEndScores } from '#charts';
import { Injectable } from '@nestjs/common';
import { BadUserInputError } from '../errors/client-error.js';
import type { Reading } from './reading.js';
import type { TimeRange } from './time-range.enum.js';
import type { YearEndChart, YearEndEntry } from './year-end.models.js';

/** Spotify began in 2006: no year before can be meant, unless an import says otherwise. */
const FIRST_YEAR = 2006;

/** The weekly charts of a year, added up. */
@Injectable()
export class YearEndService {
  /**
   * Null where no week of the year has a chart.
   *
   * @throws {BadUserInputError} the year is not one that a history can have
   */
  async of(reading: Reading, range: TimeRange, year: number): Promise<YearEndChart | null> {
    const { history, today } = await reading.history(range);
    checkYear(year, history.size === 0 ? today : history.day(0), today);
    const { weeksCounted, scores: standings } = yearEndScores(history, year);
    return weeksCounted === 0 ? null : { range, year, weeksCounted, standings, reading };
  }

  async entries({ standings, reading }: YearEndChart, first: number): Promise<YearEndEntry[]> {
    // Among equals the artists' ids decide: all of them have to be known before the first can be told.
    const artistOf = await reading.describe(standings.map(({ artist }) => artist));
    const ranked = rankYearEnd(standings, (key) => artistOf(key).id);
    return ranked.slice(0, first).map(({ rank, artist, points, weeks, peakRank }) => ({
      rank,
      artist: artistOf(artist),
      points,
      weeks,
      peakRank,
    }));
  }
}

/** Around the turn of a year a day can be in one calendar year and in another ISO year: both may be asked for. */
function checkYear(year: number, oldestDay: ChartDay, today: ChartDay): void {
  const least = Math.min(FIRST_YEAR, isoYear(oldestDay));
  const most = Math.max(isoYear(today), Number(today.slice(0, 4)));
  if (year < least || year > most) {
    throw new BadUserInputError('year', `from ${least} to ${most}; it was ${year}`);
  }
}
