import { Public } from '#runtime';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { Chart } from '../charts/chart.models.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { ListenerComparison, SharedChart } from './shared-charts.models.js';
import { SharedCharts } from './shared-charts.service.js';

/** The token argument of both fields. */
function ShareToken(): ParameterDecorator {
  return Args('token', { type: () => String, description: 'The last part of the link: `…/s/<token>`.' });
}

@Resolver(() => SharedChart)
export class SharedChartsResolver {
  constructor(private readonly charts: SharedCharts) {}

  @Public()
  @Query(() => SharedChart, {
    nullable: true,
    description:
      'The chart that the link of a share shows. Needs no sign-in. Fails with `NOT_FOUND` if the link never existed, has expired or was revoked; with `RATE_LIMITED` if your address has opened too many shares within a minute.',
  })
  async sharedChart(@ShareToken() token: string, @Context() { req }: OperationContext): Promise<SharedChart> {
    const share = await this.charts.open(token, req);
    return { title: share.title, listenerName: share.listenerName, share };
  }

  @Query(() => ListenerComparison, {
    nullable: true,
    description:
      'Compares your newest chart with the chart of a share of the same range, which can be your own. Null if either chart does not exist. Fails as `sharedChart` does.',
  })
  async compareWithShare(
    @ListenerId() listenerId: number,
    @ShareToken() token: string,
    @Context() { req }: OperationContext,
  ): Promise<ListenerComparison | null> {
    return this.charts.compare(await this.charts.open(token, req), listenerId);
  }

  @ResolveField(() => Chart, {
    nullable: true,
    description:
      'The chart of the day that the listener chose, or else their newest chart. Days are in their time zone. `comparedTo` has no `entries` and no `dropouts`, and `rankHistory` is empty for every artist, even if the chart is yours. Null if there is no chart to show: nothing is recorded yet, the day was deleted, or it is reconstructed and the listener leaves such days out.',
  })
  chart(@Parent() { share }: SharedChart): Promise<Chart | null> {
    return this.charts.chart(share);
  }
}
