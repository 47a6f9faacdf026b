import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

/** What an access token may be used for. */
export enum AccessTokenScope {
  READ = 'READ',
  WRITE = 'WRITE',
}

registerEnumType(AccessTokenScope, {
  name: 'AccessTokenScope',
  description: 'What an access token may be used for.',
  valuesMap: {
    READ: { description: 'Queries, and taking your data away through `GET /export`.' },
    WRITE: {
      description:
        'All of `READ`; besides, `takeSnapshot`, `updateSettings`, and bringing data back through `POST /import`.',
    },
  },
});

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

@InputType({ description: 'What the new access token is to be.' })
export class CreateAccessTokenInput {
  @Field({ description: 'A name to know it by, 1 to 60 visible characters, such as `kitchen display`.' })
  name!: string;

  @Field(() => AccessTokenScope, {
    defaultValue: AccessTokenScope.READ,
    description: 'What it may be used for.',
  })
  scope!: AccessTokenScope;

  @Field(() => Int, {
    defaultValue: 90,
    description: 'After how many days it stops working, 1 to 365.',
  })
  expiresInDays!: number;
}

@ObjectType({ description: 'A new access token.' })
export class CreateAccessTokenPayload {
  @Field(() => AccessToken, { description: 'The token as it will be listed.' })
  accessToken!: AccessToken;

  @Field({
    description:
      'What the program has to send, as `Authorization: Bearer hdl_…`. Copy it now: it is not stored, and never shown again.',
  })
  secret!: string;
}

@ObjectType({ description: 'What came of revoking an access token.' })
export class RevokeAccessTokenPayload {
  @Field(() => AccessToken, { description: 'The token that does not work any longer.' })
  accessToken!: AccessToken;
}
