import { Args, ID, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { ListenerId, SessionOnly } from '../auth/auth.guard.js';
import { Viewer } from '../viewer/viewer.models.js';
import {
  AccessToken,
  CreateAccessTokenInput,
  CreateAccessTokenPayload,
  RevokeAccessTokenPayload,
} from './access-tokens.models.js';
import { AccessTokensService } from './access-tokens.service.js';

@Resolver(() => Viewer)
export class AccessTokensResolver {
  constructor(private readonly service: AccessTokensService) {}

  @ResolveField(() => [AccessToken], {
    description: 'Your access tokens that still work, newest first. Expired and revoked ones are left out.',
  })
  accessTokens(@ListenerId() listenerId: number): Promise<AccessToken[]> {
    return this.service.list(listenerId);
  }

  @Mutation(() => CreateAccessTokenPayload, {
    nullable: true,
    description:
      'Creates an access token for a program. You can have 50 at a time and create 20 per hour. Needs a browser session, not an access token.',
  })
  @SessionOnly('Access tokens are created')
  createAccessToken(
    @ListenerId() listenerId: number,
    @Args('input', { description: 'The access token to create.' }) input: CreateAccessTokenInput,
  ): Promise<CreateAccessTokenPayload> {
    return this.service.create(listenerId, input);
  }

  @Mutation(() => RevokeAccessTokenPayload, {
    nullable: true,
    description:
      'Revokes an access token. It stops working everywhere within a second. Fails with `NOT_FOUND` if you have no such token. Needs a browser session, not an access token.',
  })
  @SessionOnly('Access tokens are revoked')
  async revokeAccessToken(
    @ListenerId() listenerId: number,
    @Args('id', { type: () => ID, description: 'ID of the token, from `viewer.accessTokens`.' }) id: string,
  ): Promise<RevokeAccessTokenPayload> {
    return { accessToken: await this.service.revoke(listenerId, id) };
  }
}
