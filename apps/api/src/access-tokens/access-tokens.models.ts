import { AccessTokenScope } from '#database';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

registerEnumType(AccessTokenScope, {
  name: 'AccessTokenScope',
  description: 'What an access token allows.',
  valuesMap: {
    READ: {
      description:
        'All queries, including the links of your shares, and exporting your data with `GET /export`.',
    },
    WRITE: {
      description:
        'Everything that `READ` allows, plus `takeSnapshot`, `updateSettings`, `createShare`, `revokeShare`, `deleteReconstructedHistory`, and importing data with `POST /import`.',
    },
  },
});

@ObjectType({
  description:
    'A personal access token. A program sends its secret as `Authorization: Bearer hdl_…` to act on your behalf. Headliner stores only a hash of the secret.',
})
export class AccessToken {
  @Field(() => ID, { description: 'ID for `revokeAccessToken`. It is not a secret.' })
  id!: string;

  @Field({ description: 'Label that you chose.' })
  name!: string;

  @Field(() => AccessTokenScope, { description: 'What the token allows.' })
  scope!: AccessTokenScope;

  @Field({ description: 'When the token was created.' })
  createdAt!: Date;

  @Field({ description: 'When the token stops working.' })
  expiresAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'When the token was last used. Accurate to about 30 seconds. Null if never used.',
  })
  lastUsedAt!: Date | null;
}

@InputType({ description: 'The access token to create.' })
export class CreateAccessTokenInput {
  @Field({ description: 'Label, 1 to 60 visible characters on one line, such as `kitchen display`.' })
  name!: string;

  @Field(() => AccessTokenScope, {
    defaultValue: AccessTokenScope.READ,
    description: 'What the token allows.',
  })
  scope!: AccessTokenScope;

  @Field(() => Int, {
    defaultValue: 90,
    description: 'Number of days until the token stops working, 1 to 365.',
  })
  expiresInDays!: number;
}

@ObjectType({ description: 'Result of `createAccessToken`.' })
export class CreateAccessTokenPayload {
  @Field(() => AccessToken, { description: 'The new token, as `viewer.accessTokens` lists it.' })
  accessToken!: AccessToken;

  @Field({
    description:
      'The secret that programs send as `Authorization: Bearer hdl_…`. Copy it now: it is not stored and cannot be shown again.',
  })
  secret!: string;
}

@ObjectType({ description: 'Result of `revokeAccessToken`.' })
export class RevokeAccessTokenPayload {
  @Field(() => AccessToken, { description: 'The token that no longer works.' })
  accessToken!: AccessToken;
}
