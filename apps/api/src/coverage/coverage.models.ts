import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../graphql/dates.js';

/** Why a day has no snapshot. */
export enum GapReason {
  REAUTHORIZATION_REQUIRED = 'REAUTHORIZATION_REQUIRED',
  NOT_PERMITTED = 'NOT_PERMITTED',
  RATE_LIMITED = 'RATE_LIMITED',
  QUOTA_EXCEEDED = 'QUOTA_EXCEEDED',
  SPOTIFY_UNAVAILABLE = 'SPOTIFY_UNAVAILABLE',
  EMPTY_RESPONSE = 'EMPTY_RESPONSE',
  MISCONFIGURED = 'MISCONFIGURED',
  PAUSED = 'PAUSED',
  NOT_RUNNING = 'NOT_RUNNING',
}

registerEnumType(GapReason, {
  name: 'GapReason',
  description: 'Why there is no snapshot.',
  valuesMap: {
    REAUTHORIZATION_REQUIRED: {
      description: 'Spotify had ended the connection. Renewing it through `reconnectUrl` ends such gaps.',
    },
    NOT_PERMITTED: {
      description:
        "Spotify refuses this listener: not registered with the operator's app, no Premium where it is needed, or a permission that is missing.",
    },
    RATE_LIMITED: { description: 'Spotify took no more calls for the moment, until the day was over.' },
    QUOTA_EXCEEDED: { description: "The quota of the operator's Spotify app was used up." },
    SPOTIFY_UNAVAILABLE: { description: 'Spotify gave no usable answer.' },
    EMPTY_RESPONSE: {
      description:
        'Spotify gave an empty list, although earlier ones had places; that is its mistake, and is not recorded.',
    },
    MISCONFIGURED: {
      description: "Spotify did not accept the operator's client settings, or the keyring lacked a key.",
    },
    PAUSED: { description: 'You had paused the daily snapshots.' },
    NOT_RUNNING: { description: 'Headliner was not running, or did not come to it.' },
  },
});

@ObjectType({ description: 'A day that has no snapshot, and why. Nothing is filled in for it.' })
export class Gap {
  @Field(() => DateScalar, { description: 'The day, which is over.' })
  day!: string;

  @Field(() => GapReason, { description: 'Why it has no snapshot.' })
  reason!: GapReason;
}

@ObjectType({
  description:
    'How complete your history of one range is. Every day from `since` through yesterday has a snapshot or is a gap; days that a change of your time zone left out do not count.',
})
export class Coverage {
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day that counts: that of your first sign-in or, if older, of the earliest snapshot. Null on the day of your first sign-in, when no day is over yet.',
  })
  since!: string | null;

  @Field(() => Int, { description: 'How many of these days have a snapshot.' })
  snapshotCount!: number;

  @Field(() => Int, { description: 'How many of these days have none.' })
  gapCount!: number;

  @Field(() => [DateScalar], {
    description:
      'The days between `since` and yesterday that a change of your time zone left out, in order: they are neither counted nor gaps.',
  })
  skippedDays!: readonly string[];

  @Field(() => Date, {
    nullable: true,
    description:
      'When the next snapshot is due; in the past while it waits for its turn. Null while you have paused them, and after Spotify has ended the connection for good.',
  })
  nextSnapshotAt!: Date | null;

  /** All of them, newest first; a query gets as many as it asks for. */
  readonly allGaps!: readonly Gap[];
}
