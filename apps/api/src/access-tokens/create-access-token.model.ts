import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { AccessTokenScope } from './access-token-scope.enum.js';
import { AccessToken } from './access-token.model.js';

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
