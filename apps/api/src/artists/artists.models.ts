import type * as charts from '#charts';
import { type ArtistRecord, isLocalId } from '#database';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { SnapshotSource } from '../charts/chart.enums.js';
import { DateScalar } from '../graphql/dates.js';
import { PageInfo } from '../graphql/pagination.js';

@ObjectType({ description: "One size of an artist's image. Show it unaltered." })
export class ArtistImage {
  @Field({ description: "URL of the image, on Spotify's image host." })
  url!: string;

  @Field(() => Int, { nullable: true, description: 'Width in pixels. Null if unknown.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels. Null if unknown.' })
  height!: number | null;
}

@ObjectType({
  description:
    'An artist on Spotify, as Spotify last described them. All data is from Spotify, unless `linked` is false.',
})
export class Artist {
  @Field(() => ID, {
    description:
      'Spotify ID of the artist. `local:…` while only the name is known, from an imported listening history; it changes to the Spotify ID once the artist is linked.',
  })
  id!: string;

  @Field({ description: 'Whether the artist is known on Spotify. False while only the name is known.' })
  linked!: boolean;

  @Field({
    description:
      'Name on Spotify, or in the listening history if `linked` is false. Can be empty for an artist that Spotify has withdrawn.',
  })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "URL of the artist's largest image, on Spotify's image host. Show it unaltered. Null if Spotify has no image.",
  })
  imageUrl!: string | null;

  @Field(() => [ArtistImage], {
    description:
      "The artist's image in the sizes that Spotify has, the largest first, those of unknown size last. Usually three, at most 8; together they cost as much as one object. Empty if Spotify has no image.",
  })
  images!: readonly ArtistImage[];

  @Field({
    description:
      "URL of the artist's page on Spotify, or of a search for the name if `linked` is false. Link to it wherever you show the artist.",
  })
  spotifyUrl!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Genres. Empty if Spotify lists none. Null if Spotify does not provide genres, as for apps in development mode.',
  })
  genres!: readonly string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Popularity score, 0 to 100. Null if Spotify does not provide it, as for apps in development mode.',
  })
  popularity!: number | null;

  /** Whether the artist is below `sharedChart`, where no caller sees a rank history. */
  readonly shared?: boolean;
}

/** Adds the address of the largest image, and whether Spotify's artist is known. */
export function toArtist(record: ArtistRecord): Artist {
  return { ...record, linked: !isLocalId(record.id), imageUrl: record.images[0]?.url ?? null };
}

@ObjectType({ description: "An artist's rank in one period." })
export class RankPoint {
  @Field(() => DateScalar, {
    description: "Day of the period's last snapshot, or the period's last day if it has no snapshot.",
  })
  day!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Rank, from 1. Null if the artist is not on the chart, or if the period has no snapshot; `observed` tells which.',
  })
  rank!: number | null;

  @Field({
    description:
      'Whether the period has a snapshot. A null rank means "not on the chart" if true, "unknown" if false.',
  })
  observed!: boolean;

  @Field(() => SnapshotSource, {
    nullable: true,
    description: 'Where the snapshot comes from. Null if the period has none.',
  })
  source!: charts.SnapshotSource | null;
}

@ObjectType({ description: 'An artist and its cursor.' })
export class ArtistEdge {
  @Field({ description: 'Position in the list.' })
  cursor!: string;

  @Field(() => Artist, { description: 'The artist at this position.' })
  node!: Artist;
}

@ObjectType({
  description:
    'A page of artists. Cursors stay valid when artists arrive or go; use them with the same `search`.',
})
export class ArtistConnection {
  @Field(() => [ArtistEdge], { description: 'The artists of this page with their cursors.' })
  edges!: ArtistEdge[];

  @Field(() => [Artist], { description: 'The artists of this page without cursors.' })
  nodes!: Artist[];

  @Field(() => PageInfo, { description: 'Whether there are more artists, and the cursors of this page.' })
  pageInfo!: PageInfo;
}
