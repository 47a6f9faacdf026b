import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

/** Whether the connection to Spotify works. */
export enum ConnectionStatus {
  ACTIVE = 'ACTIVE',
  EXPIRING_SOON = 'EXPIRING_SOON',
  REAUTHORIZATION_REQUIRED = 'REAUTHORIZATION_REQUIRED',
}

registerEnumType(ConnectionStatus, {
  name: 'ConnectionStatus',
  description: 'Whether the connection to Spotify works.',
  valuesMap: {
    ACTIVE: { description: 'The connection works.' },
    EXPIRING_SOON: {
      description: 'The connection works, but ends within 14 days. Renew it through `reconnectUrl`.',
    },
    REAUTHORIZATION_REQUIRED: {
      description:
        'The connection has ended. Your history stays. Reconnect through `reconnectUrl` to record new snapshots.',
    },
  },
});

@ObjectType({ description: 'Your connection to Spotify: what you have allowed, and until when.' })
export class SpotifyLink {
  @Field(() => ConnectionStatus, { description: 'Whether the connection works.' })
  status!: ConnectionStatus;

  @Field(() => [String], { description: 'Spotify scopes that you have granted, such as `user-top-read`.' })
  scopes!: readonly string[];

  @Field({
    description:
      "When you last gave consent at Spotify. A sign-in without Spotify's consent page does not change it.",
  })
  authorizedAt!: Date;

  @Field({
    description:
      'When the connection ends: 6 calendar months after `authorizedAt`. Only a new consent extends it.',
  })
  reauthorizeBy!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Error code of the last request to Spotify that failed; one of the codes in `extensions.code`. Null if none has failed since you last signed in.',
  })
  lastErrorCode!: string | null;

  @Field(() => Date, { nullable: true, description: 'When the request of `lastErrorCode` failed.' })
  lastErrorAt!: Date | null;

  @Field({ description: "URL that renews the connection on Spotify's consent page. Open it in a browser." })
  reconnectUrl!: string;
}

@ObjectType({ description: 'You, the signed-in listener.' })
export class Viewer {
  @Field(() => ID, { description: 'Your ID in this instance of Headliner.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Your name on Spotify, as of your last sign-in. Null if you have none there.',
  })
  displayName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'URL of your picture on Spotify, as of your last sign-in. Null if you have none there.',
  })
  imageUrl!: string | null;

  @Field({ description: 'IANA name of the time zone that your chart days follow, such as `Europe/Berlin`.' })
  timezone!: string;

  @Field({ description: 'Whether you have paused daily snapshots.' })
  snapshotsPaused!: boolean;

  @Field({
    description:
      'Whether charts and everything derived from them include reconstructed snapshots. True unless you have set it to false.',
  })
  includeReconstructed!: boolean;
}
