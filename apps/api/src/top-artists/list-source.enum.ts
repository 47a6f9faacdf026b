import { registerEnumType } from '@nestjs/graphql';

/** Where a list that is served comes from. */
export enum ListSource {
  SPOTIFY = 'SPOTIFY',
  CACHE = 'CACHE',
  SNAPSHOT = 'SNAPSHOT',
}

registerEnumType(ListSource, {
  name: 'ListSource',
  description: 'Where a list comes from.',
  valuesMap: {
    SPOTIFY: { description: 'Spotify gave it just now, for this request.' },
    CACHE: {
      description:
        'Spotify gave it at `fetchedAt`: recently enough to be served again without asking, or Spotify could not be asked.',
    },
    SNAPSHOT: { description: 'The newest recorded snapshot, because nothing newer can be had.' },
  },
});
