import type { OpenShare } from '#database';
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Artist } from '../artists/artists.models.js';
import { TimeRange } from '../charts/chart.enums.js';
import { DateScalar } from '../graphql/dates.js';
import { TopArtistEntry } from '../top-artists/top-artists.models.js';

@ObjectType({
  description:
    'A link that shows one of your charts to anyone who has it, without a sign-in, until it expires or you revoke it.',
})
export class Share {
  @Field(() => ID, { description: 'ID for `revokeShare`. It is not a secret.' })
  id!: string;

  @Field({ description: 'The link. Anyone who has it can see the chart.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'Title above the chart. Null if it has none.' })
  title!: string | null;

  @Field(() => TimeRange, { description: 'Range of the chart.' })
  range!: TimeRange;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the chart, in your time zone. Null if the link always shows your newest chart.',
  })
  on!: string | null;

  @Field({ description: 'Whether the link shows your name on Spotify.' })
  showName!: boolean;

  @Field({ description: 'When the share was created.' })
  createdAt!: Date;

  @Field({ description: 'When the link stops working.' })
  expiresAt!: Date;
}

@InputType({ description: 'The share to create.' })
export class CreateShareInput {
  @Field(() => TimeRange, { description: 'Range of the chart to show.' })
  range!: TimeRange;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Show the chart of this day, which must have a snapshot of the range. By default, the link always shows your newest chart.',
  })
  on?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Title above the chart, 1 to 80 visible characters on one line. None by default.',
  })
  title?: string | null;

  @Field({ defaultValue: false, description: 'Whether to show your name on Spotify.' })
  showName!: boolean;

  @Field(() => Int, {
    defaultValue: 30,
    description: 'Number of days until the link stops working, 1 to 365.',
  })
  expiresInDays!: number;
}

@ObjectType({ description: 'Result of `createShare`.' })
export class CreateSharePayload {
  @Field(() => Share, { description: 'The new share, as `viewer.shares` lists it.' })
  share!: Share;
}

@ObjectType({ description: 'Result of `revokeShare`.' })
export class RevokeSharePayload {
  @Field(() => Share, { description: 'The share whose link no longer works.' })
  share!: Share;
}

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
