import { Args, Context, Field, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { ListenerId, SessionOnly } from '../auth/auth.guard.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { AccountService } from './account.service.js';

@ObjectType({ description: 'What came of deleting your account.' })
export class DeleteAccountPayload {
  @Field({ description: 'When it was deleted. From then on nothing here is yours any more.' })
  deletedAt!: Date;
}

@Resolver()
export class DeleteAccountResolver {
  constructor(private readonly service: AccountService) {}

  @Mutation(() => DeleteAccountPayload, {
    nullable: true,
    description:
      'Deletes everything that is kept about you, at once and for good: your history, your connection to Spotify, your settings, your access tokens and your sessions in every browser. Works in a browser session alone. Take your history along first, from `/export`.',
  })
  @SessionOnly('Accounts are deleted')
  async deleteAccount(
    @ListenerId() listenerId: number,
    @Context() { req }: OperationContext,
    @Args('confirm', { description: 'True: yes, delete all of it. Nothing brings it back.' })
    confirm: boolean,
  ): Promise<DeleteAccountPayload> {
    return { deletedAt: await this.service.delete(listenerId, confirm, req) };
  }
}
