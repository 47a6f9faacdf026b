import type * as charts from '#charts';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Artist } from '../artists/artist.model.js';
import type { Reading } from './reading.js';
import { TimeRange } from './time-range.enum.js';

@ObjectType({ description: 'An artist in a year-end chart.' })
export class YearEndEntry {
  @Field(() => Int, {
    description:
      "The place, from 1: by points; among equals by the better peak, then by more weeks, then by Spotify's id of the artist.",
  })
  rank!: number;

  @Field(() => Artist, { description: 'Who it is.' })
  artist!: Artist;

  @Field(() => Int, {
    description:
      'The sum of max(0, 51 − rank) over the weekly charts of the year: 50 for a week at number one, 1 for a week at number 50. They are points, and not plays.',
  })
  points!: number;

  @Field(() => Int, { description: 'In how many weekly charts of the year the artist stands.' })
  weeks!: number;

  @Field(() => Int, { description: 'The best rank in the weekly charts of the year.' })
  peakRank!: number;
}

@ObjectType({ description: 'The weekly charts of an ISO year, added up.' })
export class YearEndChart {
  @Field(() => TimeRange, { description: 'The range.' })
  range!: TimeRange;

  @Field(() => Int, { description: 'The ISO year: its weeks are those with their Thursday in it.' })
  year!: number;

  @Field(() => Int, {
    description: 'How many weeks of the year have a chart; the others have no part in it.',
  })
  weeksCounted!: number;

  /** Of all artists with points, in no order. */
  readonly standings!: readonly charts.YearEndScore[];
  /** Of the operation that asked for the chart: describes its artists. */
  readonly reading!: Reading;
}
