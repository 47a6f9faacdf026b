import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Artist } from '../artists/artists.models.js';
import { TimeRange } from '../charts/chart.enums.js';

/** Where a served list is from. */
export enum ListSource {
  SPOTIFY = 'SPOTIFY',
  CACHE = 'CACHE',
  SNAPSHOT = 'SNAPSHOT',
}

registerEnumType(ListSource, {
  name: 'ListSource',
  description: 'Where a list is from.',
  valuesMap: {
    SPOTIFY: { description: 'Fetched from Spotify for this request.' },
    CACHE: {
      description:
        'Fetched from Spotify earlier, at `fetchedAt`: recently enough to be reused, or Spotify cannot answer now.',
    },
    SNAPSHOT: {
      description:
        'Your newest recorded snapshot, because Spotify cannot answer now and no newer list is stored.',
    },
  },
});

@ObjectType({ description: 'An artist on a top list.' })
export class TopArtistEntry {
  @Field(() => Int, { description: 'Rank on the list, from 1.' })
  rank!: number;

  @Field(() => Artist, { description: 'The artist at this rank.' })
  artist!: Artist;
}

@ObjectType({ description: 'Your top artists of one range, in the order that Spotify ranks them.' })
export class TopArtists {
  @Field(() => TimeRange, { description: 'Range that the list ranks.' })
  range!: TimeRange;

  @Field({ description: 'When Spotify returned this list.' })
  fetchedAt!: Date;

  @Field(() => ListSource, {
    description: 'Where the list is from. Together with `fetchedAt`, it shows how fresh the list is.',
  })
  source!: ListSource;

  @Field(() => [TopArtistEntry], {
    description:
      'The artists in rank order. Fewer than `limit` if Spotify has no more; empty if you have hardly listened yet.',
  })
  entries!: TopArtistEntry[];
}
