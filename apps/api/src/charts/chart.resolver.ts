import { Args, Context, Float, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { DayArgument } from '../graphql/dates.js';
import { listSize } from '../graphql/pagination.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { ApiSettings } from '../settings/api-settings.js';
import { Chart, ChartEntry, EntryOrder, EntryStatus, ordered } from './chart.models.js';
import { ChartService } from './chart.service.js';
import { Readings } from './readings.js';
import { TimeRange } from './time-range.enum.js';

@Resolver(() => Chart)
export class ChartResolver {
  constructor(
    private readonly charts: ChartService,
    private readonly readings: Readings,
    private readonly settings: ApiSettings,
  ) {}

  @Query(() => Chart, {
    nullable: true,
    description:
      'Your newest chart of a range, or that of any past day. Null while there is no snapshot that old.',
  })
  chart(
    @ListenerId() listenerId: number,
    @Context() operation: OperationContext,
    @Args('range', { type: () => TimeRange, description: 'The range.' }) range: TimeRange,
    @DayArgument('on', 'The newest chart at or before this day; unless given, the newest of all.')
    on: string | null,
    @DayArgument(
      'comparedTo',
      "Compare to the newest snapshot at or before this day, which has to lie before the chart's; unless given, to the newest that is at least 7 days older than the chart, else to the oldest.",
    )
    comparedTo: string | null,
  ): Promise<Chart | null> {
    return this.charts.newest(this.readings.of(operation, listenerId), range, on, comparedTo);
  }

  @ResolveField(() => [ChartEntry], {
    description: 'The places of the chart, best first unless another order is asked for.',
  })
  entries(
    @Parent() { facts, reading }: Chart,
    @Args('first', {
      type: () => Int,
      nullable: true,
      description: 'How many, 1 to 100; unless given, as many as this instance records of a list.',
    })
    first: number | null = null,
    @Args('status', {
      type: () => [EntryStatus],
      nullable: true,
      description: 'Only entries with one of these statuses; `first` counts what is left.',
    })
    status: EntryStatus[] | null = null,
    @Args('order', {
      type: () => EntryOrder,
      defaultValue: EntryOrder.RANK,
      description: 'How they are ordered; `first` counts in this order.',
    })
    order: EntryOrder = EntryOrder.RANK,
  ): Promise<ChartEntry[]> {
    const size = listSize('first', first ?? this.settings.environment.SNAPSHOT_DEPTH);
    const wanted: ReadonlySet<string | null> | null = status && new Set(status);
    const entries = facts.entries().filter((entry) => !wanted || wanted.has(entry.status));
    return reading.described(ordered(entries, order).slice(0, size));
  }

  @ResolveField(() => [ChartEntry], {
    description:
      'Who is in the chart compared to and no longer in this one, by their rank there. Of that chart only the places down to k count, which are those that both can tell of. Empty where nothing is compared.',
  })
  dropouts(@Parent() { facts, reading }: Chart): Promise<ChartEntry[]> {
    return reading.described(facts.dropouts());
  }

  @ResolveField(() => Float, {
    nullable: true,
    description:
      'How much of the chart is new: of its first k places, the share that is not among the first k of the chart compared to; 0 is nothing, 1 is everything. Null where nothing is compared or there is no place.',
  })
  turnover(@Parent() { facts }: Chart): number | null {
    return facts.turnover;
  }

  @ResolveField(() => Float, {
    nullable: true,
    description:
      'How alike the two charts are, order included and the top weighing most: 1 is identical, 0 is nothing in common. Extrapolated rank-biased overlap with p = 0.95 of both, cut to k (Webber, Moffat and Zobel, "A similarity measure for indefinite rankings", 2010, equation 32). Null where nothing is compared or there is no place.',
  })
  similarity(@Parent() { facts }: Chart): number | null {
    return facts.similarity;
  }
}
