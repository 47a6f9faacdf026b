import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Artist } from '../artists/artist.model.js';
import { DateScalar } from '../graphql/dates.js';
import { PageInfo } from '../graphql/pagination.js';
import { TimeRange } from './time-range.enum.js';

/** What can happen between two snapshots. */
export enum ChartEventKind {
  NEW_NUMBER_ONE = 'NEW_NUMBER_ONE',
  NEW_ENTRY = 'NEW_ENTRY',
  RE_ENTRY = 'RE_ENTRY',
  NEW_PEAK = 'NEW_PEAK',
  DROP_OUT = 'DROP_OUT',
}

registerEnumType(ChartEventKind, {
  name: 'ChartEventKind',
  description: 'What can happen between one snapshot of a range and the next.',
  valuesMap: {
    NEW_NUMBER_ONE: { description: 'Another artist is at number one than in the snapshot before.' },
    NEW_ENTRY: { description: 'An artist stands on this chart for the first time ever.' },
    RE_ENTRY: { description: 'An artist is back who was not in the snapshot before, but in an older one.' },
    NEW_PEAK: {
      description:
        'An artist ranks better than ever before on this chart. A first entry is not also a new peak.',
    },
    DROP_OUT: { description: 'An artist of the snapshot before is gone.' },
  },
});

import type * as charts from '#charts';

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
