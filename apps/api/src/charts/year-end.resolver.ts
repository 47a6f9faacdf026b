import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { listSize } from '../graphql/pagination.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { Readings } from './readings.js';
import { TimeRange } from './time-range.enum.js';
import { YearEndChart, YearEndEntry } from './year-end.models.js';
import { YearEndService } from './year-end.service.js';

@Resolver(() => YearEndChart)
export class YearEndResolver {
  constructor(
    private readonly service: YearEndService,
    private readonly readings: Readings,
  ) {}

  @Query(() => YearEndChart, {
    nullable: true,
    description:
      "Your chart of a whole year: every weekly chart gives 51 − rank points to its first 50 places. A week's chart is its last snapshot. Null where no week of the year has a snapshot; the current year's goes as far as today.",
  })
  yearEndChart(
    @ListenerId() listenerId: number,
    @Context() operation: OperationContext,
    @Args('range', { type: () => TimeRange, description: 'The range.' }) range: TimeRange,
    @Args('year', {
      type: () => Int,
      description:
        'The ISO year, from 2006, or that of your oldest snapshot if older, through the current one.',
    })
    year: number,
  ): Promise<YearEndChart | null> {
    return this.service.of(this.readings.of(operation, listenerId), range, year);
  }

  @ResolveField(() => [YearEndEntry], {
    description: 'The places, best first. Artists without points are left out.',
  })
  entries(
    @Parent() chart: YearEndChart,
    @Args('first', { type: () => Int, nullable: true, description: 'How many, 1 to 100; 50 unless given.' })
    first: number | null = null,
  ): Promise<YearEndEntry[]> {
    return this.service.entries(chart, listSize('first', first ?? 50));
  }
}
