import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { DayArgument, ExistingDay } from '../graphql/dates.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { windowOf } from '../graphql/pagination.js';
import { ChartConnection } from './chart.models.js';
import { ChartInterval } from './rank-history.models.js';
import { ChartService } from './chart.service.js';
import { Readings } from './readings.js';
import { TimeRange } from './time-range.enum.js';

@Resolver()
export class ChartsResolver {
  constructor(
    private readonly service: ChartService,
    private readonly readings: Readings,
  ) {}

  @Query(() => ChartConnection, {
    nullable: true,
    description:
      'Your charts of a range, newest first: one for each day, week or month that has a snapshot. The last snapshot of a period is its chart. A weekly or monthly chart is compared to that of the recorded period before, which may lie before `from`; a daily one as `chart` does it. The newest 20 unless you ask for others.',
  })
  charts(
    @ListenerId() listenerId: number,
    @Context() operation: OperationContext,
    @Args('range', { type: () => TimeRange, description: 'The range.' }) range: TimeRange,
    @Args('interval', {
      type: () => ChartInterval,
      defaultValue: ChartInterval.WEEK,
      description: 'How long the periods are.',
    })
    interval: ChartInterval,
    @DayArgument('from', 'Only snapshots of this day and later ones.') from: string | null,
    @DayArgument('to', 'Only snapshots of this day and earlier ones.') to: string | null,
    @Args('first', { type: () => Int, nullable: true, description: 'So many from the front, 1 to 100.' })
    first: number | null = null,
    @Args(
      'after',
      { type: () => String, nullable: true, description: 'Only what follows this cursor.' },
      ExistingDay,
    )
    after: string | null,
    @Args('last', { type: () => Int, nullable: true, description: 'So many from the end, 1 to 100.' })
    last: number | null = null,
    @Args(
      'before',
      { type: () => String, nullable: true, description: 'Only what precedes this cursor.' },
      ExistingDay,
    )
    before: string | null,
  ): Promise<ChartConnection> {
    const window = windowOf({ first, last, after, before });
    return this.service.page(this.readings.of(operation, listenerId), range, { interval, from, to }, window);
  }
}
