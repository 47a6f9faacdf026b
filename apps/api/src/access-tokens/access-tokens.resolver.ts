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
    description: 'Your access tokens that have neither expired nor been revoked, newest first.',
  })
  accessTokens(@ListenerId() listenerId: number): Promise<AccessToken[]> {
    return this.service.live(listenerId);
  }

  @Mutation(() => CreateAccessTokenPayload, {
    nullable: true,
    description:
      'Creates an access token for one of your programs. You can have 50 at a time and create 20 per hour. Works only in a browser session: no access token can create another.',
  })
  @SessionOnly('Access tokens are made')
  createAccessToken(
    @ListenerId() listenerId: number,
    @Args('input', { description: 'What it is to be.' }) input: CreateAccessTokenInput,
  ): Promise<CreateAccessTokenPayload> {
    return this.service.create(listenerId, input);
  }

  @Mutation(() => RevokeAccessTokenPayload, {
    nullable: true,
    description:
      'Takes an access token back: within a second it works nowhere any longer. Works in a browser session alone.',
  })
  @SessionOnly('Access tokens are revoked')
  async revokeAccessToken(
    @ListenerId() listenerId: number,
    @Args('id', { type: () => ID, description: 'Its id, from `viewer.accessTokens`.' }) id: string,
  ): Promise<RevokeAccessTokenPayload> {
    return { accessToken: await this.service.revoke(listenerId, id) };
  }
}
