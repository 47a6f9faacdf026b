import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { listSize } from '../graphql/pagination.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { ChartEventConnection } from './chart-event.models.js';
import { ChartEventsService } from './chart-events.service.js';
import { Readings } from './readings.js';
import { TimeRange } from './time-range.enum.js';

@Resolver()
export class ChartEventsResolver {
  constructor(
    private readonly service: ChartEventsService,
    private readonly readings: Readings,
  ) {}

  @Query(() => ChartEventConnection, {
    nullable: true,
    description:
      'What happened on your charts from each snapshot to the next, newest first: who came, who went, who is at number one, who has never ranked better.',
  })
  chartEvents(
    @ListenerId() listenerId: number,
    @Context() operation: OperationContext,
    @Args('range', {
      type: () => TimeRange,
      nullable: true,
      description: 'Only of this range; unless given, of all three.',
    })
    range: TimeRange | null = null,
    @Args('first', { type: () => Int, nullable: true, description: 'How many, 1 to 100; 20 unless given.' })
    first: number | null = null,
    @Args('after', { type: () => String, nullable: true, description: 'Only what follows this cursor.' })
    after: string | null = null,
  ): Promise<ChartEventConnection> {
    const size = listSize('first', first ?? 20);
    return this.service.page(this.readings.of(operation, listenerId), range, size, after);
  }
}
