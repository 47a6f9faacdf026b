import { Public } from '#runtime';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { Chart } from '../charts/chart.models.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { Viewer } from '../viewer/viewer.models.js';
import { SharedChartsService } from './shared-charts.service.js';
import {
  CreateShareInput,
  CreateSharePayload,
  ListenerComparison,
  RevokeSharePayload,
  Share,
  SharedChart,
} from './shares.models.js';
import { SharesService } from './shares.service.js';

@Resolver(() => Viewer)
export class SharesResolver {
  constructor(private readonly service: SharesService) {}

  @ResolveField(() => [Share], {
    description: 'Your shares, newest first, without those that have expired or were revoked.',
  })
  shares(@ListenerId() listenerId: number): Promise<Share[]> {
    return this.service.list(listenerId);
  }

  @Mutation(() => CreateSharePayload, {
    nullable: true,
    description:
      'Creates a link that shows one of your charts, the newest or that of one day, to anyone who has it. You can have 20 at a time. An access token needs the scope `WRITE`.',
  })
  async createShare(
    @ListenerId() listenerId: number,
    @Args('input', { description: 'The share to create.' }) input: CreateShareInput,
  ): Promise<CreateSharePayload> {
    return { share: await this.service.create(listenerId, input) };
  }

  @Mutation(() => RevokeSharePayload, {
    nullable: true,
    description:
      'Revokes a share. Its link stops working everywhere within a second. Fails with `NOT_FOUND` if you have no such share. An access token needs the scope `WRITE`.',
  })
  async revokeShare(
    @ListenerId() listenerId: number,
    @Args('id', { type: () => ID, description: 'ID of the share, from `viewer.shares`.' }) id: string,
  ): Promise<RevokeSharePayload> {
    return { share: await this.service.revoke(listenerId, id) };
  }
}

/** Decorates a required argument `token`. */
function ShareToken(): ParameterDecorator {
  return Args('token', { type: () => String, description: 'The last part of the link: `…/s/<token>`.' });
}

@Resolver(() => SharedChart)
export class SharedChartsResolver {
  constructor(private readonly charts: SharedChartsService) {}

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
