import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Artist } from '../artists/artist.model.js';
import { ListSource } from './list-source.enum.js';
import { TimeRange } from '../charts/time-range.enum.js';

@ObjectType({ description: 'One place of a top list.' })
export class TopArtistEntry {
  @Field(() => Int, { description: 'The place, from 1.' })
  rank!: number;

  @Field(() => Artist, { description: 'Who holds it.' })
  artist!: Artist;
}

@ObjectType({ description: "A listener's top artists of one range, in the order that Spotify gives them." })
export class TopArtists {
  @Field(() => TimeRange, { description: 'The range that was asked for.' })
  range!: TimeRange;

  @Field({ description: 'When Spotify gave this list.' })
  fetchedAt!: Date;

  @Field(() => ListSource, {
    description: 'Where this list comes from; together with `fetchedAt` it tells how fresh it is.',
  })
  source!: ListSource;

  @Field(() => [TopArtistEntry], {
    description:
      'The places, best first. Fewer than `limit` where Spotify has no more; empty for a listener who has hardly listened yet.',
  })
  entries!: TopArtistEntry[];
}
