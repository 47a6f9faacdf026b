import type { OpenShare } from '#database';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Artist } from '../artists/artists.models.js';
import { DateScalar } from '../graphql/dates.js';
import { TopArtistEntry } from '../top-artists/top-artists.models.js';

@ObjectType({
  description: 'What a share shows: one chart of the listener who created it, and nothing else about them.',
})
export class SharedChart {
  @Field(() => String, {
    nullable: true,
    description: 'Title that the listener gave the share. Null if none.',
  })
  title!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The listener's display name on Spotify. Null if the share does not show it, or they have none.",
  })
  listenerName!: string | null;

  /** Finds the chart when a query selects it. */
  readonly share!: OpenShare;
}

@ObjectType({ description: 'An artist on both charts.' })
export class CommonArtist {
  @Field(() => Artist, { description: 'The artist.' })
  artist!: Artist;

  @Field(() => Int, { description: 'Rank on your chart, from 1.' })
  yourRank!: number;

  @Field(() => Int, { description: 'Rank on the shared chart, from 1.' })
  theirRank!: number;
}

@ObjectType({
  description:
    'Your newest chart compared with the chart of a share, which has the same range. Both are cut to the smaller depth of those that are incomplete; artists below that rank count as absent. A complete chart holds everything Spotify had and sets no limit.',
})
export class ListenerComparison {
  @Field(() => DateScalar, { description: 'Day of your chart, in your time zone.' })
  yourDay!: string;

  @Field(() => DateScalar, { description: 'Day of the shared chart, in the time zone of its listener.' })
  theirDay!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'How alike the charts are, from 0 (nothing in common) to 1 (identical), computed as `Chart.similarity`. Null if there are no ranks to compare.',
  })
  similarity!: number | null;

  @Field(() => [CommonArtist], { description: 'Artists on both charts, by your rank.' })
  common!: CommonArtist[];

  @Field(() => [TopArtistEntry], { description: 'Artists on your chart only, by rank.' })
  onlyYours!: TopArtistEntry[];

  @Field(() => [TopArtistEntry], { description: 'Artists on the shared chart only, by rank.' })
  onlyTheirs!: TopArtistEntry[];
}
