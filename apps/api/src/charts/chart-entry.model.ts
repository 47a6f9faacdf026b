import type * as charts from '#charts';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Artist } from '../artists/artist.model.js';
import { DateScalar } from '../graphql/date.scalar.js';
import { EntryStatus } from './entry-status.enum.js';

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
}
