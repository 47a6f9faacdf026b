import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { RangeArgument, TimeRange } from '../charts/chart.enums.js';
import { DayArgument } from '../graphql/dates.js';
import { listSize } from '../graphql/pagination.js';
import { Viewer } from '../viewer/viewer.models.js';
import { Coverage, Gap } from './coverage.models.js';
import { CoverageService } from './coverage.service.js';

@Resolver(() => Viewer)
export class ViewerCoverageResolver {
  constructor(private readonly service: CoverageService) {}

  @ResolveField(() => Coverage, {
    description: 'How complete your history of a range is, and which days are missing.',
  })
  coverage(@ListenerId() listenerId: number, @RangeArgument() range: TimeRange): Promise<Coverage> {
    return this.service.read(listenerId, range);
  }
}

@Resolver(() => Coverage)
export class CoverageResolver {
  @ResolveField(() => [Gap], { description: 'The days without a snapshot, newest first.' })
  gaps(
    @Parent() { allGaps }: Coverage,
    @Args('first', {
      type: () => Int,
      nullable: true,
      description: 'Maximum number of gaps, 1 to 100. 20 by default.',
    })
    first: number | null = null,
    @DayArgument('before', 'Only gaps before this day. Pass the day of the last gap to get the next ones.')
    before: string | null,
  ): Gap[] {
    const size = listSize('first', first ?? 20);
    return (before === null ? allGaps : allGaps.filter(({ day }) => day < before)).slice(0, size);
  }
}
