import type * as charts from '#charts';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Artist } from '../artists/artists.models.js';
import { PageInfo } from '../graphql/pagination.js';
import { DateScalar } from '../graphql/dates.js';
import { EntryStatus, SnapshotSource, TimeRange } from './chart.enums.js';
import type { HistoryLoader } from './history-loader.js';

@ObjectType({
  description:
    'An artist on a chart: the rank, the change since the baseline (the chart in `comparedTo`), and figures from all snapshots up to the day of the chart.',
})
export class ChartEntry {
  @Field(() => Artist, { description: 'The artist on the chart, or the artist that dropped out of it.' })
  artist!: Artist;

  @Field(() => Int, { nullable: true, description: 'Rank on the chart, from 1. Null for a drop-out.' })
  rank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Rank in the baseline, from 1. Null if the artist is not in the baseline, or there is no baseline.',
  })
  previousRank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      '`previousRank` − `rank`: positive for a climb, negative for a fall, 0 for no change. Null unless the artist is in both charts.',
  })
  rankChange!: number | null;

  @Field(() => EntryStatus, {
    nullable: true,
    description:
      'How the entry compares with the baseline. Null without a baseline, and for a drop-out. Also null if it is unknown: the artist is not in the baseline, and ranks too low for the two charts to be compared (see `comparedTo`).',
  })
  status!: charts.EntryStatus | null;

  @Field(() => Int, { description: 'Best rank in all snapshots up to the day of the chart.' })
  peakRank!: number;

  @Field(() => DateScalar, { description: 'First day at `peakRank`.' })
  peakDay!: string;

  @Field(() => Int, { description: 'Rank in the first snapshot that has the artist.' })
  entryRank!: number;

  @Field(() => DateScalar, { description: 'Day of the first snapshot that has the artist.' })
  entryDay!: string;

  @Field(() => Int, {
    description:
      "Number of weekly charts with the artist, up to this week. A week's chart is the last snapshot of an ISO week in your time zone; for the week of this chart, it is this chart.",
  })
  weeksOnChart!: number;

  @Field(() => Int, {
    description:
      'Number of weekly charts in a row with the artist, ending with this week. 0 for a drop-out. Weeks without a snapshot neither count nor break the run.',
  })
  consecutiveWeeksOnChart!: number;

  @Field(() => Int, {
    description: 'Number of weekly charts with the artist at number one, up to this week.',
  })
  weeksAtNumberOne!: number;

  @Field(() => Int, {
    description:
      'Number of weekly charts in a row with the artist at number one, ending with this week. 0 unless `rank` is 1. Weeks without a snapshot neither count nor break the run.',
  })
  consecutiveWeeksAtNumberOne!: number;
}

@ObjectType({
  description:
    'A snapshot of a top list, read together with your earlier snapshots of the same range. It uses no later snapshot, so the chart of a past day reads as it did on that day.',
})
export class Chart {
  @Field(() => TimeRange, { description: 'Range that the chart ranks.' })
  range!: TimeRange;

  @Field(() => DateScalar, { description: 'Day of the snapshot, in your time zone.' })
  day!: string;

  @Field({ description: 'When the snapshot was taken; for a reconstructed one, when it was imported.' })
  takenAt!: Date;

  @Field(() => SnapshotSource, { description: 'Where the snapshot comes from.' })
  source!: charts.SnapshotSource;

  @Field(() => Int, { description: 'Number of artists in the snapshot.' })
  depth!: number;

  @Field(() => Chart, {
    nullable: true,
    description:
      'The baseline: the earlier chart that this chart is compared with. By default, the newest snapshot that is at least 7 days older, else the oldest earlier one; in weekly and monthly `charts`, the chart of the preceding recorded period. Null if there is none, and for a chart that is a baseline itself. They are compared down to the smaller depth of those that are incomplete. A complete snapshot holds everything Spotify had and sets no limit.',
  })
  comparedTo!: Chart | null;

  /** Computes the remaining fields when a query selects them. */
  readonly computed!: Pick<charts.Chart, 'ranking' | 'entries' | 'dropouts' | 'turnover' | 'similarity'>;
  /** Loads the artists of this chart. */
  readonly loader!: HistoryLoader;
}

@ObjectType({ description: 'A chart and its cursor.' })
export class ChartEdge {
  @Field({ description: "Position in the list: the first day of the chart's period." })
  cursor!: string;

  @Field(() => Chart, { description: 'The chart of the period.' })
  node!: Chart;
}

@ObjectType({
  description:
    'A page of charts, newest first: one for each period with a snapshot. Cursors stay valid when newer charts arrive.',
})
export class ChartConnection {
  @Field(() => [ChartEdge], { description: 'The charts of this page with their cursors.' })
  edges!: ChartEdge[];

  @Field(() => [Chart], { description: 'The charts of this page without cursors.' })
  nodes!: Chart[];

  @Field(() => PageInfo, { description: 'Whether there are more charts, and the cursors of this page.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Number of charts on all pages, from `from` to `to`.' })
  totalCount!: number;
}
