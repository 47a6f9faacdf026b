import { graphql, type ResultOf } from '../graphql/graphql.js';
import { SHARE_FIELDS } from '../share/link/shares.queries.js';

export const ACCOUNT = graphql(
  `
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
        shares {
          ...ShareFields
        }
        coverage(range: SHORT_TERM) {
          nextSnapshotAt
        }
        includeReconstructed
        reconstruction {
          importedAt
          from
          to
          plays
          artistsLinked
          artistsPending
          artistsUnknown
          agreement {
            range
            days
            similarity
          }
        }
      }
    }
  `,
  [SHARE_FIELDS],
);

export type Account = NonNullable<ResultOf<typeof ACCOUNT>['viewer']>;
export type AccessToken = Account['accessTokens'][number];

/** What an imported listening history became. */
export type Reconstruction = NonNullable<Account['reconstruction']>;

/** Refetches the account after these types change. An empty list doesn't tell urql its type. */
export const REFETCH_CONTEXT = {
  additionalTypenames: ['AccessToken', 'Share', 'TakeSnapshotPayload', 'DeleteReconstructedHistoryPayload'],
};

export const UPDATE_SETTINGS = graphql(`
  mutation UpdateSettings($input: UpdateSettingsInput!) {
    updateSettings(input: $input) {
      viewer {
        id
        timezone
        snapshotsPaused
        includeReconstructed
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

export const DELETE_RECONSTRUCTED_HISTORY = graphql(`
  mutation DeleteReconstructedHistory {
    deleteReconstructedHistory {
      deletedSnapshots
    }
  }
`);
