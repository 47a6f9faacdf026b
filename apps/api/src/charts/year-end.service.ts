import { type ChartDay, isoYear, rankYearEnd, type YearEndScore, yearEndScores } from '#charts';
import { Injectable } from '@nestjs/common';
import { BadUserInputError } from '../errors/client-error.js';
import type { TimeRange } from './chart.enums.js';
import type { HistoryLoader, WithArtist } from './history-loader.js';

/** Spotify was founded in 2006; only an import can contain earlier days. */
const FIRST_YEAR = 2006;

/** The weekly charts of a year before their artists are loaded. */
interface YearEndResult {
  readonly range: TimeRange;
  readonly year: number;
  readonly weeksCounted: number;
  readonly scores: readonly YearEndScore[];
  readonly loader: HistoryLoader;
}

/** Adds up the weekly charts of a year. */
@Injectable()
export class YearEndService {
  /**
   * Computes the points of a year; null if no week of the year has a chart.
   *
   * @throws {BadUserInputError} the year is before the history or in the future
   */
  async find(loader: HistoryLoader, range: TimeRange, year: number): Promise<YearEndResult | null> {
    const { history, today } = await loader.load(range);
    checkYear(year, history.size === 0 ? today : history.day(0), today);
    const { weeksCounted, scores } = yearEndScores(history, year);
    return weeksCounted === 0 ? null : { range, year, weeksCounted, scores, loader };
  }

  /** Lists the first artists in rank order. */
  async entries(
    { scores, loader }: Pick<YearEndResult, 'scores' | 'loader'>,
    first: number,
  ): Promise<(WithArtist<YearEndScore> & { rank: number })[]> {
    // The Spotify ID breaks ties, so all artists are loaded before the first can be ranked.
    const artistOf = await loader.loadArtists(scores.map(({ artist }) => artist));
    const ranked = rankYearEnd(scores, (key) => artistOf(key).id);
    return ranked
      .slice(0, first)
      .map(({ artist, ...score }) => Object.assign(score, { artist: artistOf(artist) }));
  }
}

/** Allows ISO and calendar years: around New Year, a day can be in two different ones. */
function checkYear(year: number, oldestDay: ChartDay, today: ChartDay): void {
  const least = Math.min(FIRST_YEAR, isoYear(oldestDay));
  const most = Math.max(isoYear(today), Number(today.slice(0, 4)));
  if (year < least || year > most) {
    throw new BadUserInputError('year', `from ${least} to ${most}; it was ${year}`);
  }
}
