import { graphql, type ResultOf } from '../graphql/graphql.js';

export const ACCOUNT = graphql(`
  query Account {
    viewer {
      id
      displayName
      timezone
      snapshotsPaused
      connection {
        status
        authorizedAt
        reauthorizeBy
        lastErrorCode
        lastErrorAt
        reconnectUrl
      }
      accessTokens {
        id
        name
        scope
        createdAt
        expiresAt
        lastUsedAt
      }
      coverage(range: SHORT_TERM) {
        nextSnapshotAt
      }
    }
  }
`);

export type Account = NonNullable<ResultOf<typeof ACCOUNT>['viewer']>;
export type AccessToken = Account['accessTokens'][number];

/** Refetches the account after these types change. An empty list doesn't tell urql its type. */
export const REFETCH_CONTEXT = { additionalTypenames: ['AccessToken', 'TakeSnapshotPayload'] };

export const UPDATE_SETTINGS = graphql(`
  mutation UpdateSettings($input: UpdateSettingsInput!) {
    updateSettings(input: $input) {
      viewer {
        id
        timezone
        snapshotsPaused
      }
    }
  }
`);

export const CREATE_ACCESS_TOKEN = graphql(`
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

/** A new access token with its secret, which is never shown again. */
export type CreatedToken = NonNullable<ResultOf<typeof CREATE_ACCESS_TOKEN>['createAccessToken']>;

export const REVOKE_ACCESS_TOKEN = graphql(`
  mutation RevokeAccessToken($id: ID!) {
    revokeAccessToken(id: $id) {
      accessToken {
        id
        name
      }
    }
  }
`);
