import * as charts from '#charts';
import { Injectable } from '@nestjs/common';
import { BadUserInputError } from '../errors/client-error.js';
import { checkSpan } from '../graphql/dates.js';
import { connectionOf, listSize, pageOf, type Window } from '../graphql/pagination.js';
import { ApiSettings } from '../settings/api-settings.js';
import { EntryOrder, type EntryStatus, type Momentum, TimeRange } from './chart.enums.js';
import type { Chart, ChartConnection, ChartEntry } from './chart.models.js';
import type { HistoryLoader, WithArtist } from './history-loader.js';

/** The periods of a history to list. */
export interface Periods {
  readonly interval: charts.ChartInterval;
  readonly from: charts.ChartDay | null;
  readonly to: charts.ChartDay | null;
}

/** The entries of a chart to list. */
export interface EntrySelection {
  /** 1 to 100; null: the number of ranks that this instance records. */
  readonly first: number | null;
  /** Null: entries of every status. */
  readonly status: readonly EntryStatus[] | null;
  readonly order: EntryOrder;
}

/** Spotify was founded in 2006; only an import can contain earlier days. */
const FIRST_YEAR = 2006;

/** A year-end chart before its artists are loaded. */
interface YearEndResult {
  readonly range: TimeRange;
  readonly year: number;
  readonly weeksCounted: number;
  readonly scores: readonly charts.YearEndScore[];
  readonly loader: HistoryLoader;
}

/** Charts, momentum and year-end charts of a listener's history. */
@Injectable()
export class ChartService {
  constructor(private readonly settings: ApiSettings) {}

  /**
   * Finds the newest chart on or before a day; null if there is none.
   *
   * @throws {BadUserInputError} `comparedTo` is not before the chart's day
   */
  async find(
    loader: HistoryLoader,
    range: TimeRange,
    on: charts.ChartDay | null,
    comparedTo: charts.ChartDay | null,
  ): Promise<Chart | null> {
    const { history } = await loader.load(range);
    const index = history.newest(on);
    if (index === null) return null;
    const day = history.day(index);
    if (comparedTo !== null && comparedTo >= day) {
      throw new BadUserInputError('comparedTo', `before ${day}, the day of the chart; it was ${comparedTo}`);
    }
    const baseline =
      comparedTo === null ? charts.defaultBaseline(history, index) : history.newest(comparedTo);
    return toChart(loader, range, new charts.Chart(history, index, baseline));
  }

  /**
   * Lists the charts of all recorded periods, newest first.
   *
   * @throws {BadUserInputError} `from` is later than `to`
   */
  async list(
    loader: HistoryLoader,
    range: TimeRange,
    { interval, from, to }: Periods,
    window: Window<charts.ChartDay>,
  ): Promise<ChartConnection> {
    checkSpan(from, to);
    const { history } = await loader.load(range);
    const periods = charts.recordedPeriods(history, interval, from, to);
    const page = pageOf(periods, ({ firstDay }, cursor) => compareNewestFirst(firstDay, cursor), window);
    const items = page.items.map(({ firstDay, index, baseline }) => ({
      cursor: firstDay,
      node: toChart(loader, range, new charts.Chart(history, index, baseline)),
    }));
    return { ...connectionOf({ ...page, items }), totalCount: periods.length };
  }

  /** @throws {BadUserInputError} `first` is not from 1 to 100 */
  entries({ computed, loader }: Chart, { first, status, order }: EntrySelection): Promise<ChartEntry[]> {
    const size = listSize('first', first ?? this.settings.environment.SNAPSHOT_DEPTH);
    const statuses: ReadonlySet<string | null> | null = status && new Set(status);
    const entries = computed.entries().filter((entry) => !statuses || statuses.has(entry.status));
    return loader.withArtists(sortEntries(entries, order).slice(0, size));
  }

  /** Lists artists by momentum, from the newest day on or before `on` with all three ranges; null if there is none. */
  async momentum(
    loader: HistoryLoader,
    on: charts.ChartDay | null,
    kind: Momentum | null,
  ): Promise<WithArtist<charts.MomentumEntry>[] | null> {
    const [short, medium, long] = await Promise.all([
      loader.load(TimeRange.SHORT_TERM),
      loader.load(TimeRange.MEDIUM_TERM),
      loader.load(TimeRange.LONG_TERM),
    ]);
    const histories = { shortTerm: short.history, mediumTerm: medium.history, longTerm: long.history };
    const entries = charts.momentum(histories, on);
    return entries && loader.withArtists(entries.filter((entry) => kind === null || entry.kind === kind));
  }

  /**
   * Computes the points of a year; null if no week of the year has a chart.
   *
   * @throws {BadUserInputError} the year is before the history or in the future
   */
  async yearEnd(loader: HistoryLoader, range: TimeRange, year: number): Promise<YearEndResult | null> {
    const { history, today } = await loader.load(range);
    checkYear(year, history.size === 0 ? today : history.day(0), today);
    const { weeksCounted, scores } = charts.yearEndScores(history, year);
    return weeksCounted === 0 ? null : { range, year, weeksCounted, scores, loader };
  }

  /** Lists the first artists of a year-end chart in rank order. */
  async yearEndEntries(
    { scores, loader }: Pick<YearEndResult, 'scores' | 'loader'>,
    first: number,
  ): Promise<(WithArtist<charts.YearEndScore> & { rank: number })[]> {
    // The Spotify ID breaks ties, so all artists are loaded before the first can be ranked.
    const artistOf = await loader.loadArtists(scores.map(({ artist }) => artist));
    const ranked = charts.rankYearEnd(scores, (key) => artistOf(key).id);
    return ranked
      .slice(0, first)
      .map(({ artist, ...score }) => Object.assign(score, { artist: artistOf(artist) }));
  }
}

/** Sorts entries, which are in rank order. */
export function sortEntries(
  entries: readonly charts.ChartEntry[],
  order: EntryOrder,
): readonly charts.ChartEntry[] {
  if (order === EntryOrder.RANK) return entries;
  const climb = ({ rankChange }: charts.ChartEntry): number => rankChange ?? -Infinity;
  return entries.toSorted((one, other) => {
    if (climb(one) === climb(other)) return 0;
    return climb(one) > climb(other) ? -1 : 1;
  });
}

function toChart(loader: HistoryLoader, range: TimeRange, computed: charts.Chart): Chart {
  const { day, takenAt, source, depth } = computed;
  const comparedTo = computed.comparedTo && toChart(loader, range, computed.comparedTo);
  return { range, day, takenAt, source, depth, comparedTo, computed, loader };
}

function compareNewestFirst(day: charts.ChartDay, other: charts.ChartDay): number {
  if (day === other) return 0;
  return day > other ? -1 : 1;
}

/** Allows ISO and calendar years: around New Year, a day can be in two different ones. */
function checkYear(year: number, oldestDay: charts.ChartDay, today: charts.ChartDay): void {
  const least = Math.min(FIRST_YEAR, charts.isoYear(oldestDay));
  const most = Math.max(charts.isoYear(today), Number(today.slice(0, 4)));
  if (year < least || year > most) {
    throw new BadUserInputError('year', `from ${least} to ${most}; it was ${year}`);
  }
}
