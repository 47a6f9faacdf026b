import type { YearEndScore } from '#charts';
import { Args, Field, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Artist } from '../artists/artists.models.js';
import { listSize } from '../graphql/pagination.js';
import { RangeArgument, TimeRange } from './chart.enums.js';
import { HistoryLoader, RequestHistoryLoader } from './history-loader.js';
import { ChartService } from './chart.service.js';

@ObjectType({ description: 'An artist on a year-end chart.' })
export class YearEndEntry {
  @Field(() => Int, {
    description:
      'Rank, from 1: most points first. Ties are broken by the better peak, then by more weeks, then by Spotify ID.',
  })
  rank!: number;

  @Field(() => Artist, { description: 'The artist at this rank.' })
  artist!: Artist;

  @Field(() => Int, {
    description:
      'Sum of max(0, 51 − rank) over the weekly charts of the year: 50 for a week at number one, 1 for a week at number 50. Points are not plays.',
  })
  points!: number;

  @Field(() => Int, { description: 'Number of weekly charts of the year with the artist.' })
  weeks!: number;

  @Field(() => Int, { description: 'Number of weekly charts of the year with the artist at number one.' })
  weeksAtNumberOne!: number;

  @Field(() => Int, { description: 'Best rank on the weekly charts of the year.' })
  peakRank!: number;
}

@ObjectType({ description: 'The weekly charts of an ISO year, added up.' })
export class YearEndChart {
  @Field(() => TimeRange, { description: 'Range that the weekly charts rank.' })
  range!: TimeRange;

  @Field(() => Int, {
    description: 'The ISO year. It has the weeks whose Thursday is in the calendar year.',
  })
  year!: number;

  @Field(() => Int, { description: 'Number of weeks of the year with a snapshot; only these count.' })
  weeksCounted!: number;

  /** All artists with points, in no order. */
  readonly scores!: readonly YearEndScore[];
  /** Loads the artists of this chart. */
  readonly loader!: HistoryLoader;
}

@Resolver(() => YearEndChart)
export class YearEndResolver {
  constructor(private readonly charts: ChartService) {}

  @Query(() => YearEndChart, {
    nullable: true,
    description:
      "Your chart of a whole year. The first 50 ranks of every weekly chart score 51 − rank points; a week's chart is its last snapshot. The chart of the current year runs up to today. Null if no week of the year has a snapshot.",
  })
  yearEndChart(
    @RequestHistoryLoader() loader: HistoryLoader,
    @RangeArgument() range: TimeRange,
    @Args('year', {
      type: () => Int,
      description:
        'ISO year, from 2006 (or the year of your oldest snapshot, if earlier) to the current one.',
    })
    year: number,
  ): Promise<YearEndChart | null> {
    return this.charts.yearEnd(loader, range, year);
  }

  @ResolveField(() => [YearEndEntry], { description: 'The artists with points, in rank order.' })
  entries(
    @Parent() chart: YearEndChart,
    @Args('first', {
      type: () => Int,
      nullable: true,
      description: 'Maximum number of entries, 1 to 100. 50 by default.',
    })
    first: number | null = null,
  ): Promise<YearEndEntry[]> {
    return this.charts.yearEndEntries(chart, listSize('first', first ?? 50));
  }
}
