import { Field, ID, ObjectType } from '@nestjs/graphql';
import { AccessTokenScope } from './access-token-scope.enum.js';

@ObjectType({
  description:
    'A personal access token: it lets a program ask in your name, as `Authorization: Bearer hdl_…`. What the program sends is shown once, by `createAccessToken`; only a hash of it is stored.',
})
export class AccessToken {
  @Field(() => ID, { description: 'What `revokeAccessToken` takes. It is of no use to anybody else.' })
  id!: string;

  @Field({ description: 'What you called it.' })
  name!: string;

  @Field(() => AccessTokenScope, { description: 'What it may be used for.' })
  scope!: AccessTokenScope;

  @Field({ description: 'When it was made.' })
  createdAt!: Date;

  @Field({ description: 'When it stops working.' })
  expiresAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it was last used, to half a minute: not every use is written down. Null while it never was.',
  })
  lastUsedAt!: Date | null;
}
