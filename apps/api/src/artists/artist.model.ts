import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'An artist, as Spotify last described them. Source of all of it: Spotify.' })
export class Artist {
  @Field(() => ID, { description: "Spotify's id of the artist." })
  id!: string;

  @Field({
    description: 'The name as Spotify writes it; it may be empty for an artist that Spotify has withdrawn.',
  })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The artist's largest image on Spotify's image host, to be shown unaltered. Null where Spotify has none.",
  })
  imageUrl!: string | null;

  @Field({ description: "The artist's page at Spotify. Link to it wherever you show the artist." })
  spotifyUrl!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Genres. Null where Spotify does not say, as for apps in development mode; empty where it knows none.',
  })
  genres!: readonly string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Spotify's popularity score, 0 to 100. Null where Spotify does not say, as for apps in development mode.",
  })
  popularity!: number | null;
}
