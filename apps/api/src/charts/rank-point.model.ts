import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../graphql/date.scalar.js';

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
