import { Args, ID, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { Viewer } from '../viewer/viewer.models.js';
import { CreateShareInput, CreateSharePayload, RevokeSharePayload, Share } from './shares.models.js';
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
