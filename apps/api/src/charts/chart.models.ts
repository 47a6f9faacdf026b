import type * as charts from '#charts';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Artist } from '../artists/artist.model.js';
import { DateScalar } from '../graphql/dates.js';
import { PageInfo } from '../graphql/pagination.js';
import type { Reading } from './reading.js';
import { TimeRange } from './time-range.enum.js';

/** How an entry of a chart stands to the baseline. */
export enum EntryStatus {
  NEW_ENTRY = 'NEW_ENTRY',
  RE_ENTRY = 'RE_ENTRY',
  MOVED_UP = 'MOVED_UP',
  MOVED_DOWN = 'MOVED_DOWN',
  NO_CHANGE = 'NO_CHANGE',
}

registerEnumType(EntryStatus, {
  name: 'EntryStatus',
  description: 'How an entry of a chart stands to the chart that it is compared to.',
  valuesMap: {
    NEW_ENTRY: {
      description: 'Not in the chart compared to, nor in any older snapshot: never on this chart before.',
    },
    RE_ENTRY: { description: 'Not in the chart compared to, but in an older snapshot: it has come back.' },
    MOVED_UP: { description: 'Ranked better than in the chart compared to.' },
    MOVED_DOWN: { description: 'Ranked worse than in the chart compared to.' },
    NO_CHANGE: { description: 'At the same rank as in the chart compared to.' },
  },
});

/** How the entries of a chart can be ordered. */
export enum EntryOrder {
  RANK = 'RANK',
  RANK_CHANGE = 'RANK_CHANGE',
}

registerEnumType(EntryOrder, {
  name: 'EntryOrder',
  description: 'How the entries of a chart are ordered.',
  valuesMap: {
    RANK: { description: 'By place, the best first.' },
    RANK_CHANGE: {
      description:
        'By `rankChange`: the greatest climb first, the greatest fall last, then those of whom no change is known; the better place first among equals.',
    },
  },
});

/** Entries in the order that is wanted; they are given in rank order. */
export function ordered(
  entries: readonly charts.ChartEntry[],
  order: EntryOrder,
): readonly charts.ChartEntry[] {
  if (order === EntryOrder.RANK) return entries;
  const climb = ({ rankChange }: charts.ChartEntry): number => rankChange ?? -Infinity;
  return entries.toSorted((one, other) => {
    if (climb(one) === climb(other)) return 0;
    return climb(one) > climb(other) ? -1 : 1;
  });
}

@ObjectType({
  description:
    'An artist on a chart: the place, how it compares to the baseline, and what the history up to that day says of the artist.',
})
export class ChartEntry {
  @Field(() => Artist, { description: 'Who it is.' })
  artist!: Artist;

  @Field(() => Int, { nullable: true, description: 'The place, from 1. Null for a drop-out.' })
  rank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The place in the chart compared to. Null where the artist is not in it, or nothing is compared.',
  })
  previousRank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: '`previousRank` − `rank`: positive is up. Null unless the artist is in both charts.',
  })
  rankChange!: number | null;

  @Field(() => EntryStatus, {
    nullable: true,
    description:
      'How the entry stands to the chart compared to. Null where nothing is compared, for a drop-out, and where it cannot be known: the chart compared to does not reach down to this rank, so that the artist may have stood below its end.',
  })
  status!: charts.EntryStatus | null;

  @Field(() => Int, { description: 'The best rank in all snapshots up to the day of the chart.' })
  peakRank!: number;

  @Field(() => DateScalar, { description: 'The first day at `peakRank`.' })
  peakDay!: string;

  @Field(() => Int, { description: 'The rank in the first snapshot ever that has the artist.' })
  entryRank!: number;

  @Field(() => DateScalar, { description: 'The day of the first snapshot ever that has the artist.' })
  entryDay!: string;

  @Field(() => Int, {
    description:
      "In how many weekly charts the artist stands, up to this one. A week's chart is the last snapshot of an ISO week in your time zone; for the week of this chart, this chart.",
  })
  weeksOnChart!: number;

  @Field(() => Int, {
    description:
      'How many weekly charts in a row the artist stands in, up to this one; 0 for a drop-out. Weeks without any snapshot neither count nor break the run.',
  })
  consecutiveWeeksOnChart!: number;

  @Field(() => Int, { description: 'In how many weekly charts the artist is number one, up to this one.' })
  weeksAtNumberOne!: number;

  @Field(() => Int, {
    description:
      'Consecutive weekly charts with the artist at number one, up to this one; 0 unless `rank` is 1. Weeks without any snapshot neither count nor break the run.',
  })
  consecutiveWeeksAtNumberOne!: number;
}

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

@ObjectType({ description: 'A chart in a list of charts.' })
export class ChartEdge {
  @Field({ description: 'Where it stands in the list: the first day of its period.' })
  cursor!: string;

  @Field(() => Chart, { description: 'The chart.' })
  node!: Chart;
}

@ObjectType({
  description:
    'A page of charts, one for each period that has a snapshot, newest first. Cursors stay good when newer charts arrive.',
})
export class ChartConnection {
  @Field(() => [ChartEdge], { description: 'The charts with their cursors.' })
  edges!: ChartEdge[];

  @Field(() => [Chart], { description: 'The charts without cursors.' })
  nodes!: Chart[];

  @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many charts the whole list has, from `from` through `to`.' })
  totalCount!: number;
}
