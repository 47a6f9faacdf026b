import { Field, ObjectType } from '@nestjs/graphql';
import { GapReason } from '../coverage/gap-reason.enum.js';
import { DateScalar } from '../graphql/date.scalar.js';
import { TimeRange } from '../charts/time-range.enum.js';
import { SnapshotOutcome } from './snapshot-outcome.enum.js';

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
