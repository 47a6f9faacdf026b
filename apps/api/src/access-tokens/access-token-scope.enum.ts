import { registerEnumType } from '@nestjs/graphql';

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
