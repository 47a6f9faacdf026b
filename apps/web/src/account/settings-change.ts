import { graphql } from '../graphql/graphql.js';

export const UPDATE = graphql(`
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
