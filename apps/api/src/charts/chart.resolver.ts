import { Args, Float, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DayArgument, ExistingDay } from '../graphql/dates.js';
import { windowOf } from '../graphql/pagination.js';
import { ChartInterval, EntryOrder, EntryStatus, RangeArgument, TimeRange } from './chart.enums.js';
import { Chart, ChartConnection, ChartEntry } from './chart.models.js';
import { ChartService } from './chart.service.js';
import { HistoryLoader, RequestHistoryLoader } from './history-loader.js';

@Resolver(() => Chart)
export class ChartResolver {
  constructor(private readonly service: ChartService) {}

  @Query(() => Chart, {
    nullable: true,
    description:
      'Your newest chart of a range, or the chart of a past day. Null if there is no snapshot that old.',
  })
  chart(
    @RequestHistoryLoader() loader: HistoryLoader,
    @RangeArgument() range: TimeRange,
    @DayArgument('on', 'Return the newest chart on or before this day. By default, the newest of all.')
    on: string | null,
    @DayArgument(
      'comparedTo',
      "Compare with the newest snapshot on or before this day, which must be before the chart's day. By default, the newest snapshot at least 7 days older than the chart, else the oldest earlier one.",
    )
    comparedTo: string | null,
  ): Promise<Chart | null> {
    return this.service.find(loader, range, on, comparedTo);
  }

  @Query(() => ChartConnection, {
    nullable: true,
    description:
      'Your charts of a range, newest first: one for each day, week or month with a snapshot. The chart of a period is its last snapshot. A weekly or monthly chart is compared with the preceding recorded period, even one before `from`; a daily chart, with the default baseline of `chart`. Returns the newest 20 unless `first` or `last` is given.',
  })
  charts(
    @RequestHistoryLoader() loader: HistoryLoader,
    @RangeArgument() range: TimeRange,
    @Args('interval', {
      type: () => ChartInterval,
      defaultValue: ChartInterval.WEEK,
      description: 'Length of a period.',
    })
    interval: ChartInterval,
    @DayArgument('from', 'Only snapshots on or after this day.') from: string | null,
    @DayArgument('to', 'Only snapshots on or before this day.') to: string | null,
    @Args('first', {
      type: () => Int,
      nullable: true,
      description: 'Maximum number of charts from the start of the list, 1 to 100.',
    })
    first: number | null = null,
    @Args(
      'after',
      { type: () => String, nullable: true, description: 'Only charts after this cursor.' },
      ExistingDay,
    )
    after: string | null,
    @Args('last', {
      type: () => Int,
      nullable: true,
      description: 'Maximum number of charts from the end of the list, 1 to 100.',
    })
    last: number | null = null,
    @Args(
      'before',
      { type: () => String, nullable: true, description: 'Only charts before this cursor.' },
      ExistingDay,
    )
    before: string | null,
  ): Promise<ChartConnection> {
    const window = windowOf({ first, last, after, before });
    return this.service.list(loader, range, { interval, from, to }, window);
  }

  @ResolveField(() => [ChartEntry], {
    description: 'The artists on the chart, in rank order unless `order` says otherwise.',
  })
  entries(
    @Parent() chart: Chart,
    @Args('first', {
      type: () => Int,
      nullable: true,
      description:
        'Maximum number of entries, 1 to 100. By default, the number of artists that this instance records per snapshot.',
    })
    first: number | null = null,
    @Args('status', {
      type: () => [EntryStatus],
      nullable: true,
      description: 'Only entries with one of these statuses. `first` counts the entries that remain.',
    })
    status: EntryStatus[] | null = null,
    @Args('order', {
      type: () => EntryOrder,
      defaultValue: EntryOrder.RANK,
      description: 'Order of the entries. `first` applies in this order.',
    })
    order: EntryOrder = EntryOrder.RANK,
  ): Promise<ChartEntry[]> {
    return this.service.entries(chart, { first, status, order });
  }

  @ResolveField(() => [ChartEntry], {
    description:
      'Artists of the baseline who are not on this chart, in order of their rank there. Includes only the baseline ranks that the two charts are compared on (see `comparedTo`). Empty without a baseline.',
  })
  dropouts(@Parent() { computed, loader }: Chart): Promise<ChartEntry[]> {
    return loader.withArtists(computed.dropouts());
  }

  @ResolveField(() => Float, {
    nullable: true,
    description:
      'Share of the chart that is new, from 0 (nothing) to 1 (everything): of the ranks compared (see `comparedTo`), those whose artist is not among the same ranks of the baseline. Null without a baseline, or if there are no ranks to compare.',
  })
  turnover(@Parent() { computed }: Chart): number | null {
    return computed.turnover;
  }

  @ResolveField(() => Float, {
    nullable: true,
    description:
      'How alike the chart and the baseline are, from 0 (nothing in common) to 1 (identical). Order counts, and the top ranks weigh most. Extrapolated rank-biased overlap, p = 0.95, of both charts cut to the ranks compared (see `comparedTo`); Webber, Moffat and Zobel, "A similarity measure for indefinite rankings", 2010, equation 32. Null without a baseline, or if there are no ranks to compare.',
  })
  similarity(@Parent() { computed }: Chart): number | null {
    return computed.similarity;
  }
}
