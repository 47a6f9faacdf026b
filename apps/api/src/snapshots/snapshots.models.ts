import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { TimeRange } from '../charts/time-range.enum.js';
import { GapReason } from '../coverage/coverage.models.js';
import { DateScalar } from '../graphql/dates.js';

/** What came of a request for a snapshot. */
export enum SnapshotOutcome {
  TAKEN = 'TAKEN',
  ALREADY_TAKEN = 'ALREADY_TAKEN',
  QUEUED = 'QUEUED',
  FAILED = 'FAILED',
}

registerEnumType(SnapshotOutcome, {
  name: 'SnapshotOutcome',
  description: 'What came of asking for a snapshot.',
  valuesMap: {
    TAKEN: { description: 'It is recorded now.' },
    ALREADY_TAKEN: { description: 'The day had one already. The first of a day stays.' },
    QUEUED: { description: 'It was not done within 10 seconds, and will be as soon as possible.' },
    FAILED: { description: 'It could not be taken; `gapReason` says why.' },
  },
});

@ObjectType({ description: 'What came of the snapshot of one range.' })
export class SnapshotResult {
  @Field(() => TimeRange, { description: 'The range.' })
  range!: TimeRange;

  @Field(() => SnapshotOutcome, { description: 'What came of it.' })
  outcome!: SnapshotOutcome;

  @Field(() => GapReason, {
    nullable: true,
    description:
      'Why it failed; null for any other outcome. The day becomes a gap for this reason if no later try succeeds.',
  })
  gapReason!: GapReason | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When a snapshot is tried again by itself. Null where it did not fail, while you have paused snapshots, and after Spotify has ended the connection for good.',
  })
  retryAt!: Date | null;
}

@ObjectType({ description: 'What came of asking for a snapshot.' })
export class TakeSnapshotPayload {
  @Field(() => DateScalar, { description: 'The day that the snapshots belong to, in your time zone.' })
  day!: string;

  @Field(() => [SnapshotResult], {
    description: 'One for each range; they succeed and fail each for itself.',
  })
  results!: SnapshotResult[];
}
