import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { TimeRange } from '../charts/chart.enums.js';
import { GapReason } from '../coverage/coverage.models.js';
import { DateScalar } from '../graphql/dates.js';

/** The outcome of a requested snapshot. */
export enum SnapshotOutcome {
  TAKEN = 'TAKEN',
  ALREADY_TAKEN = 'ALREADY_TAKEN',
  QUEUED = 'QUEUED',
  FAILED = 'FAILED',
}

registerEnumType(SnapshotOutcome, {
  name: 'SnapshotOutcome',
  description: 'The outcome of a requested snapshot.',
  valuesMap: {
    TAKEN: { description: 'The snapshot was recorded now.' },
    ALREADY_TAKEN: {
      description: 'The day already had a snapshot. The first snapshot of a day is kept.',
    },
    QUEUED: {
      description: 'The snapshot was not finished within 10 seconds. It will be taken as soon as possible.',
    },
    FAILED: { description: 'The snapshot could not be taken. `gapReason` explains why.' },
  },
});

@ObjectType({ description: 'Result for one range.' })
export class SnapshotResult {
  @Field(() => TimeRange, { description: 'Range of the snapshot.' })
  range!: TimeRange;

  @Field(() => SnapshotOutcome, { description: 'What happened to the request.' })
  outcome!: SnapshotOutcome;

  @Field(() => GapReason, {
    nullable: true,
    description:
      'Why the snapshot failed. The day becomes a gap with this reason unless a later attempt succeeds. Null for every other outcome.',
  })
  gapReason!: GapReason | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When Headliner tries again. Null if the snapshot did not fail, if you have paused snapshots, or if your connection to Spotify has ended for good.',
  })
  retryAt!: Date | null;
}

@ObjectType({ description: 'Result of `takeSnapshot`.' })
export class TakeSnapshotPayload {
  @Field(() => DateScalar, { description: 'Day of the snapshots, in your time zone.' })
  day!: string;

  @Field(() => [SnapshotResult], {
    description: 'One result per range. Each range succeeds or fails independently.',
  })
  results!: SnapshotResult[];
}
