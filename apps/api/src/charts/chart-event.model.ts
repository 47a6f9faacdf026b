import type * as charts from '#charts';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Artist } from '../artists/artist.model.js';
import { DateScalar } from '../graphql/date.scalar.js';
import { PageInfo } from '../graphql/page-info.model.js';
import { ChartEventKind } from './chart-event-kind.enum.js';
import { TimeRange } from './time-range.enum.js';

@ObjectType({
  description:
    'Something that happened between one snapshot of a range and the next. Only what both reach down to is called an event; the first snapshot of all has none.',
})
export class ChartEvent {
  @Field(() => ID, { description: 'The same event has the same id whenever you ask.' })
  id!: string;

  @Field(() => ChartEventKind, { description: 'What happened.' })
  kind!: charts.ChartEventKind;

  @Field(() => TimeRange, { description: 'In which range.' })
  range!: TimeRange;

  @Field(() => DateScalar, { description: 'The day of the later of the two snapshots.' })
  day!: string;

  @Field(() => Artist, { description: 'To whom; for a new number one, who it is now.' })
  artist!: Artist;

  @Field(() => Int, { nullable: true, description: 'The rank in the later snapshot. Null for a drop-out.' })
  rank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The rank in the earlier snapshot. Null where the artist is not in it.',
  })
  previousRank!: number | null;
}

@ObjectType({ description: 'An event in a list of events.' })
export class ChartEventEdge {
  @Field({ description: 'Where it stands in the list.' })
  cursor!: string;

  @Field(() => ChartEvent, { description: 'The event.' })
  node!: ChartEvent;
}

@ObjectType({
  description:
    'A page of chart events, newest first; those of one day by range, then by kind: new number one, new entry, re-entry, new peak, drop-out; then by rank. Cursors stay good when newer events arrive.',
})
export class ChartEventConnection {
  @Field(() => [ChartEventEdge], { description: 'The events with their cursors.' })
  edges!: ChartEventEdge[];

  @Field(() => [ChartEvent], { description: 'The events without cursors.' })
  nodes!: ChartEvent[];

  @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
  pageInfo!: PageInfo;
}
