import type { Listener } from '#database';
import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'The signed-in listener: you.' })
export class Viewer {
  @Field(() => ID, { description: 'Your id in this instance of Headliner.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Your name at Spotify, as of the last sign-in. Null where Spotify has none.',
  })
  displayName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Your picture at Spotify. Null where Spotify has none.',
  })
  imageUrl!: string | null;

  @Field({ description: 'The time zone in which your chart days begin and end, by its IANA name.' })
  timezone!: string;

  @Field({ description: 'Whether you have paused the daily snapshots.' })
  snapshotsPaused!: boolean;

  /** How a listener is shown to themselves. */
  static of({ id, displayName, imageUrl, timezone, snapshotsPaused }: Listener): Viewer {
    return { id: String(id), displayName, imageUrl, timezone, snapshotsPaused };
  }
}
