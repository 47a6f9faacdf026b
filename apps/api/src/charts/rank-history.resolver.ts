import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Artist } from '../artists/artist.model.js';
import { ListenerId } from '../auth/auth.guard.js';
import { DayArgument } from '../graphql/dates.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { ChartInterval, RankPoint } from './rank-history.models.js';
import { RankHistoryService } from './rank-history.service.js';
import { Readings } from './readings.js';
import { TimeRange } from './time-range.enum.js';

@Resolver(() => Artist)
export class RankHistoryResolver {
  constructor(
    private readonly service: RankHistoryService,
    private readonly readings: Readings,
  ) {}

  @ResolveField(() => [RankPoint], {
    description:
      'Where the artist stood on your charts, oldest first: one point for every day, week or month, with or without a snapshot. At most 10,000 points, of which 20 count as one object of what a query may return. Empty before your first snapshot.',
  })
  rankHistory(
    @Parent() { id }: Artist,
    @ListenerId() listenerId: number,
    @Context() operation: OperationContext,
    @Args('range', { type: () => TimeRange, description: 'The range.' }) range: TimeRange,
    @Args('interval', {
      type: () => ChartInterval,
      defaultValue: ChartInterval.WEEK,
      description: 'How long the periods are. The last snapshot of a period counts.',
    })
    interval: ChartInterval,
    @DayArgument('from', 'The first day; unless given, that of your first snapshot.') from: string | null,
    @DayArgument('to', 'The last day; unless given, today in your time zone.') to: string | null,
  ): Promise<RankPoint[]> {
    return this.service.of(this.readings.of(operation, listenerId), id, range, interval, { from, to });
  }
}
