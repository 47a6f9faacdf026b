import { GapReason } from '#database';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../graphql/dates.js';

export { GapReason };

registerEnumType(GapReason, {
  name: 'GapReason',
  description: 'Why a day has no snapshot.',
  valuesMap: {
    REAUTHORIZATION_REQUIRED: {
      description: 'The connection to Spotify had ended. Reconnect through `reconnectUrl`.',
    },
    NOT_PERMITTED: {
      description:
        "Spotify refuses your account: it is not registered with the operator's Spotify app, lacks Premium where Spotify requires it, or a permission is missing.",
    },
    RATE_LIMITED: { description: 'Spotify was limiting requests.' },
    QUOTA_EXCEEDED: { description: "The quota of the operator's Spotify app was used up." },
    SPOTIFY_UNAVAILABLE: {
      description: 'Spotify did not answer, or its answer could not be used.',
    },
    EMPTY_RESPONSE: {
      description:
        'Spotify returned an empty list although an earlier one had artists. Headliner ignores it, so your chart is not wiped.',
    },
    MISCONFIGURED: {
      description:
        "Spotify rejected the operator's client settings, or the keyring lacks the key of your Spotify tokens. Ask the operator.",
    },
    PAUSED: { description: 'You had paused daily snapshots.' },
    NOT_RUNNING: {
      description: 'No worker was running, or none reached this snapshot before the day ended.',
    },
  },
});

@ObjectType({
  description:
    "A day without a snapshot of Spotify's list. Nothing is interpolated; only a recorded snapshot of an import replaces a gap.",
})
export class Gap {
  @Field(() => DateScalar, { description: 'Day without a snapshot, in your time zone.' })
  day!: string;

  @Field(() => GapReason, { description: 'Why there is no snapshot.' })
  reason!: GapReason;
}

@ObjectType({
  description:
    "How complete your history of one range is. Every day from `since` to yesterday either has a snapshot of Spotify's list or is a gap, except days that a change of your time zone skipped. Reconstructed snapshots are counted apart and fill no gap.",
})
export class Coverage {
  @Field(() => DateScalar, {
    nullable: true,
    description:
      "First day that counts: the day of your first sign-in, or of your earliest snapshot of Spotify's list if that is older. Null until the first day is over.",
  })
  since!: string | null;

  @Field(() => Int, {
    description: "Number of days with a snapshot of Spotify's list, from `since` to yesterday.",
  })
  snapshotCount!: number;

  @Field(() => Int, {
    description: "Number of days without a snapshot of Spotify's list, from `since` to yesterday.",
  })
  gapCount!: number;

  @Field(() => Int, {
    description:
      'Number of days with a snapshot that is reconstructed from your listening history. 0 while `includeReconstructed` is false.',
  })
  reconstructedCount!: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day with a reconstructed snapshot. Null if there is none.',
  })
  reconstructedSince!: string | null;

  @Field(() => [DateScalar], {
    description:
      'Days that a change of your time zone skipped, oldest first. They count neither as recorded nor as gaps.',
  })
  skippedDays!: readonly string[];

  @Field(() => Date, {
    nullable: true,
    description:
      'When the next snapshot is due. In the past if it is waiting to be taken. Null while you have paused snapshots, or if your connection to Spotify has ended for good.',
  })
  nextSnapshotAt!: Date | null;

  /** All gaps, newest first. The field `gaps` selects from them. */
  readonly allGaps!: readonly Gap[];
}
