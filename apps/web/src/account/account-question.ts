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

/** The listener with everything that they can see and change here. */
export type Account = NonNullable<ResultOf<typeof ACCOUNT>['viewer']>;

/** An access token as it is listed. */
export type Token = Account['accessTokens'][number];

/** A list may be empty, and is asked for anew all the same when one of these has changed. */
export const ANEW_AFTER = { additionalTypenames: ['AccessToken', 'TakeSnapshotPayload'] };
