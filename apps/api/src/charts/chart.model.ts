import type * as charts from '#charts';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../graphql/date.scalar.js';
import type { Reading } from './reading.js';
import { TimeRange } from './time-range.enum.js';

@ObjectType({
  description:
    "A recorded top list, read against your earlier ones of the same range. Nothing later than its own day has a part in it, so that a past day's chart says what it would have said then.",
})
export class Chart {
  @Field(() => TimeRange, { description: 'The range.' })
  range!: TimeRange;

  @Field(() => DateScalar, { description: 'The day that the snapshot belongs to, in your time zone.' })
  day!: string;

  @Field({ description: 'When the snapshot was taken.' })
  takenAt!: Date;

  @Field(() => Int, { description: 'How many places the snapshot holds.' })
  depth!: number;

  @Field(() => Chart, {
    nullable: true,
    description:
      'The chart that this one is compared to, its baseline. Unless asked for another: the newest that is at least 7 days older, else the oldest earlier one; in weekly and monthly `charts`, that of the recorded period before. Null where there is none; its own `comparedTo` is null. The two are compared down to the depth k of the shorter; one that holds all that Spotify had does not limit k.',
  })
  comparedTo!: Chart | null;

  /** What the chart says; computed when it is asked for. */
  readonly facts!: charts.Chart;
  /** Of the operation that asked for the chart: describes its artists. */
  readonly reading!: Reading;

  static of(reading: Reading, range: TimeRange, facts: charts.Chart): Chart {
    const { day, takenAt, depth } = facts;
    const comparedTo = facts.comparedTo && Chart.of(reading, range, facts.comparedTo);
    return { range, day, takenAt, depth, comparedTo, facts, reading };
  }
}
