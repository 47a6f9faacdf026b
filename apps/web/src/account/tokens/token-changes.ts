import { graphql, type ResultOf } from '../../graphql/graphql.js';

export const CREATE = graphql(`
  mutation CreateAccessToken($input: CreateAccessTokenInput!) {
    createAccessToken(input: $input) {
      secret
      accessToken {
        id
        name
        scope
        expiresAt
      }
    }
  }
`);

export const REVOKE = graphql(`
  mutation RevokeAccessToken($id: ID!) {
    revokeAccessToken(id: $id) {
      accessToken {
        id
        name
      }
    }
  }
`);

/** A token that was just made, with what is never shown again. */
export type NewToken = NonNullable<ResultOf<typeof CREATE>['createAccessToken']>;
