import type * as charts from '#charts';
import { Args, Field, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Artist } from '../artists/artists.models.js';
import { listSize, PageInfo } from '../graphql/pagination.js';
import { DateScalar } from '../graphql/dates.js';
import { ChartEventKind, TimeRange } from './chart.enums.js';
import { ChartEventsService } from './chart-events.service.js';
import { HistoryLoader, RequestHistoryLoader } from './history-loader.js';

@ObjectType({
  description:
    'A change between two consecutive snapshots of a range and of the same source. They are compared down to the smaller depth of those that are incomplete, as `Chart.comparedTo` describes. The first snapshot of each source has no events.',
})
export class ChartEvent {
  @Field(() => ID, { description: 'ID of the event, stable across responses.' })
  id!: string;

  @Field(() => ChartEventKind, { description: 'What changed.' })
  kind!: charts.ChartEventKind;

  @Field(() => TimeRange, { description: 'Range of the two snapshots.' })
  range!: TimeRange;

  @Field(() => DateScalar, { description: 'Day of the later snapshot, in your time zone.' })
  day!: string;

  @Field(() => Artist, {
    description: 'The artist that changed; for `NEW_NUMBER_ONE`, the artist now at number one.',
  })
  artist!: Artist;

  @Field(() => Int, {
    nullable: true,
    description: 'Rank in the later snapshot, from 1. Null for a drop-out.',
  })
  rank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Rank in the earlier snapshot, from 1. Null if the artist is not in it.',
  })
  previousRank!: number | null;
}

@ObjectType({ description: 'An event and its cursor.' })
export class ChartEventEdge {
  @Field({ description: 'Position in the list.' })
  cursor!: string;

  @Field(() => ChartEvent, { description: 'The event at this position.' })
  node!: ChartEvent;
}

@ObjectType({
  description:
    'A page of chart events, newest first. Events of one day are sorted by range, then by kind (new number one, new entry, re-entry, new peak, drop-out), then by rank. Cursors stay valid when newer events arrive.',
})
export class ChartEventConnection {
  @Field(() => [ChartEventEdge], { description: 'The events of this page with their cursors.' })
  edges!: ChartEventEdge[];

  @Field(() => [ChartEvent], { description: 'The events of this page without cursors.' })
  nodes!: ChartEvent[];

  @Field(() => PageInfo, { description: 'Whether there are more events, and the cursors of this page.' })
  pageInfo!: PageInfo;
}

@Resolver()
export class ChartEventsResolver {
  constructor(private readonly service: ChartEventsService) {}

  @Query(() => ChartEventConnection, {
    nullable: true,
    description:
      'Changes on your charts between consecutive snapshots of the same source, newest first: new number ones, new entries, re-entries, new peaks and drop-outs.',
  })
  chartEvents(
    @RequestHistoryLoader() loader: HistoryLoader,
    @Args('range', {
      type: () => TimeRange,
      nullable: true,
      description: 'Only events of this range. By default, all three.',
    })
    range: TimeRange | null = null,
    @Args('kinds', {
      type: () => [ChartEventKind],
      nullable: true,
      description:
        'Only events of these kinds. By default, all kinds. `first` counts the events that remain.',
    })
    kinds: charts.ChartEventKind[] | null = null,
    @Args('first', {
      type: () => Int,
      nullable: true,
      description: 'Maximum number of events, 1 to 100. 20 by default.',
    })
    first: number | null = null,
    @Args('after', { type: () => String, nullable: true, description: 'Only events after this cursor.' })
    after: string | null = null,
  ): Promise<ChartEventConnection> {
    return this.service.list(loader, { range, kinds, to: null }, listSize('first', first ?? 20), after);
  }
}
