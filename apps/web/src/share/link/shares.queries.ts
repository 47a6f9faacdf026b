import { graphql, type ResultOf } from '../../graphql/graphql.js';

export const SHARE_FIELDS = graphql(`
  fragment ShareFields on Share @_unmask {
    id
    url
    title
    range
    on
    showName
    createdAt
    expiresAt
  }
`);

/** A link that shows one chart. */
export type Share = ResultOf<typeof SHARE_FIELDS>;

/** The listener's shares, newest first. */
export const SHARES = graphql(
  `
    query Shares {
      viewer {
        id
        displayName
        timezone
        shares {
          ...ShareFields
        }
      }
    }
  `,
  [SHARE_FIELDS],
);

export type Sharer = NonNullable<ResultOf<typeof SHARES>['viewer']>;

/** Refetches the shares after a change, also while there are none. */
export const SHARES_CONTEXT = { additionalTypenames: ['Share'] };

export const CREATE_SHARE = graphql(
  `
    mutation CreateShare($input: CreateShareInput!) {
      createShare(input: $input) {
        share {
          ...ShareFields
        }
      }
    }
  `,
  [SHARE_FIELDS],
);

export const REVOKE_SHARE = graphql(
  `
    mutation RevokeShare($id: ID!) {
      revokeShare(id: $id) {
        share {
          ...ShareFields
        }
      }
    }
  `,
  [SHARE_FIELDS],
);
