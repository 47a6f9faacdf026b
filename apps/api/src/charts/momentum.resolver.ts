import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { DayArgument } from '../graphql/dates.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { Momentum, MomentumEntry } from './momentum.models.js';
import { MomentumService } from './momentum.service.js';
import { Readings } from './readings.js';

@Resolver()
export class MomentumResolver {
  constructor(
    private readonly service: MomentumService,
    private readonly readings: Readings,
  ) {}

  @Query(() => [MomentumEntry], {
    nullable: true,
    description:
      'Who is on the way up and who on the way down, by comparing the three ranges of one day: it works from the first day on. Breakouts come first, then who is rising, then staples, each by short-term rank; then who is fading, by long-term rank. Artists that no kind fits are left out. Null while no day has all three ranges.',
  })
  momentum(
    @ListenerId() listenerId: number,
    @Context() operation: OperationContext,
    @DayArgument(
      'on',
      'From the newest day at or before this one that has all three ranges; unless given, the newest of all.',
    )
    on: string | null,
    @Args('kind', { type: () => Momentum, nullable: true, description: 'Only this kind; unless given, all.' })
    kind: Momentum | null = null,
  ): Promise<MomentumEntry[] | null> {
    return this.service.of(this.readings.of(operation, listenerId), on, kind);
  }
}
