import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { TimeRange } from '../charts/chart.enums.js';
import { DateScalar } from '../graphql/dates.js';

@ObjectType({
  description:
    'A link that shows one of your charts to anyone who has it, without a sign-in, until it expires or you revoke it.',
})
export class Share {
  @Field(() => ID, { description: 'ID for `revokeShare`. It is not a secret.' })
  id!: string;

  @Field({ description: 'The link. Anyone who has it can see the chart.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'Title above the chart. Null if it has none.' })
  title!: string | null;

  @Field(() => TimeRange, { description: 'Range of the chart.' })
  range!: TimeRange;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the chart, in your time zone. Null if the link always shows your newest chart.',
  })
  on!: string | null;

  @Field({ description: 'Whether the link shows your name on Spotify.' })
  showName!: boolean;

  @Field({ description: 'When the share was created.' })
  createdAt!: Date;

  @Field({ description: 'When the link stops working.' })
  expiresAt!: Date;
}

@InputType({ description: 'The share to create.' })
export class CreateShareInput {
  @Field(() => TimeRange, { description: 'Range of the chart to show.' })
  range!: TimeRange;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Show the chart of this day, which must have a snapshot of the range. By default, the link always shows your newest chart.',
  })
  on?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Title above the chart, 1 to 80 visible characters on one line. None by default.',
  })
  title?: string | null;

  @Field({ defaultValue: false, description: 'Whether to show your name on Spotify.' })
  showName!: boolean;

  @Field(() => Int, {
    defaultValue: 30,
    description: 'Number of days until the link stops working, 1 to 365.',
  })
  expiresInDays!: number;
}

@ObjectType({ description: 'Result of `createShare`.' })
export class CreateSharePayload {
  @Field(() => Share, { description: 'The new share, as `viewer.shares` lists it.' })
  share!: Share;
}

@ObjectType({ description: 'Result of `revokeShare`.' })
export class RevokeSharePayload {
  @Field(() => Share, { description: 'The share whose link no longer works.' })
  share!: Share;
}
