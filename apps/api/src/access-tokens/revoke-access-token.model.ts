import { Field, ObjectType } from '@nestjs/graphql';
import { AccessToken } from './access-token.model.js';

@ObjectType({ description: 'What came of revoking an access token.' })
export class RevokeAccessTokenPayload {
  @Field(() => AccessToken, { description: 'The token that does not work any longer.' })
  accessToken!: AccessToken;
}
