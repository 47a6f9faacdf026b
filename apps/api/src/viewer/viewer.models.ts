import { type Listener } from '#database';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

/** How a connection stands. */
export enum ConnectionStatus {
  ACTIVE = 'ACTIVE',
  EXPIRING_SOON = 'EXPIRING_SOON',
  REAUTHORIZATION_REQUIRED = 'REAUTHORIZATION_REQUIRED',
}

registerEnumType(ConnectionStatus, {
  name: 'ConnectionStatus',
  description: 'How a connection to Spotify stands.',
  valuesMap: {
    ACTIVE: { description: 'It works, as far as anyone knows.' },
    EXPIRING_SOON: { description: 'It works, and Spotify will end it within 14 days unless it is renewed.' },
    REAUTHORIZATION_REQUIRED: {
      description: 'Spotify has ended it. Renew it through `reconnectUrl`; the history stays.',
    },
  },
});

@ObjectType({ description: 'What Spotify granted when the listener consented, and for how long.' })
export class SpotifyConnection {
  @Field(() => ConnectionStatus, { description: 'How the connection stands.' })
  status!: ConnectionStatus;

  @Field(() => [String], { description: "What Spotify permits, in Spotify's words for it." })
  scopes!: readonly string[];

  @Field({ description: 'When the listener last consented for certain.' })
  authorizedAt!: Date;

  @Field({
    description:
      'When the connection ends: six calendar months after `authorizedAt`. Using it does not prolong it; consenting again does.',
  })
  reauthorizeBy!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'What went wrong the last time Spotify was asked and did not answer, as an error code of this API. Null where nothing has since the last sign-in.',
  })
  lastErrorCode!: string | null;

  @Field(() => Date, { nullable: true, description: 'When that was.' })
  lastErrorAt!: Date | null;

  @Field({ description: "Open this in a browser to renew the connection at Spotify's consent page." })
  reconnectUrl!: string;
}

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
