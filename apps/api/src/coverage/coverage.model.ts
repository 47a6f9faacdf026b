import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../graphql/date.scalar.js';
import { GapReason } from './gap-reason.enum.js';

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
