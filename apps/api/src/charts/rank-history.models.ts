import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../graphql/dates.js';

/** How long the periods are that a history is divided into. */
export enum ChartInterval {
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
}

registerEnumType(ChartInterval, {
  name: 'ChartInterval',
  description:
    'How long the periods are that a history is divided into. The last snapshot of a period stands for it.',
  valuesMap: {
    DAY: { description: 'Single days.' },
    WEEK: { description: 'ISO weeks: Monday through Sunday.' },
    MONTH: { description: 'Calendar months.' },
  },
});

@ObjectType({ description: 'Where an artist stood in one period.' })
export class RankPoint {
  @Field(() => DateScalar, {
    description: "The day of the period's last snapshot; the period's last day where it has none.",
  })
  day!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The rank. Null: not on the chart, or no snapshot to tell.',
  })
  rank!: number | null;

  @Field({
    description:
      'Whether the period has a snapshot. A rank of null says "off the chart" where this is true, and nothing where it is false.',
  })
  observed!: boolean;
}
