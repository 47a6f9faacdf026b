import { Args, Context, Field, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { ListenerId, SessionOnly } from '../auth/auth.guard.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { AccountService } from './account.service.js';

@ObjectType({ description: 'Result of `deleteAccount`.' })
export class DeleteAccountPayload {
  @Field({ description: 'When the account was deleted.' })
  deletedAt!: Date;
}

@Resolver()
export class AccountResolver {
  constructor(private readonly service: AccountService) {}

  @Mutation(() => DeleteAccountPayload, {
    nullable: true,
    description:
      "Deletes your account at once: your history, your connection to Spotify, your settings, your shares, your access tokens, and your sessions in every browser. This can't be undone; export your history from `/export` first. Needs a browser session, not an access token.",
  })
  @SessionOnly('Accounts are deleted')
  async deleteAccount(
    @ListenerId() listenerId: number,
    @Context() { req }: OperationContext,
    @Args('confirm', { description: 'Must be true, to confirm the deletion.' })
    confirm: boolean,
  ): Promise<DeleteAccountPayload> {
    return { deletedAt: await this.service.delete(listenerId, confirm, req) };
  }
}
