import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { TimeRange } from '../charts/chart.enums.js';
import { DateScalar } from '../graphql/dates.js';

@ObjectType({
  description:
    "How well reconstructed lists of a range match Spotify's. The import compares both lists of every day that has a snapshot from Spotify and whose window lies within the listening history.",
})
export class Agreement {
  @Field(() => TimeRange, { description: 'Range of the lists.' })
  range!: TimeRange;

  @Field(() => Int, { description: 'Number of days that were compared.' })
  days!: number;

  @Field(() => Float, {
    description:
      'Mean similarity of the two lists, from 0 (nothing in common) to 1 (identical), measured as `Chart.similarity`.',
  })
  similarity!: number;
}

@ObjectType({
  description:
    "Your imported listening history: the years before Headliner's first snapshot. Also returned while `includeReconstructed` is false.",
})
export class Reconstruction {
  @Field({ description: 'When the listening history was imported.' })
  importedAt!: Date;

  @Field(() => DateScalar, { description: 'First day with a reconstructed snapshot, of any range.' })
  from!: string;

  @Field(() => DateScalar, { description: 'Last day with a reconstructed snapshot, of any range.' })
  to!: string;

  @Field(() => Int, { description: 'Number of plays that counted.' })
  plays!: number;

  @Field(() => Int, {
    description: "Number of artists on reconstructed snapshots that are linked to Spotify's artists.",
  })
  artistsLinked!: number;

  @Field(() => Int, { description: 'Number of artists whose names are still to be looked up on Spotify.' })
  artistsPending!: number;

  @Field(() => Int, {
    description:
      'Number of artists who were not found on Spotify, or not uniquely. The next import looks them up again.',
  })
  artistsUnknown!: number;

  @Field(() => [Agreement], {
    description: "Agreement with Spotify's lists, by range. Ranges without a day to compare are left out.",
  })
  agreement!: Agreement[];
}

@ObjectType({ description: 'Result of `deleteReconstructedHistory`.' })
export class DeleteReconstructedHistoryPayload {
  @Field(() => Int, { description: 'Number of snapshots that were deleted, of all ranges.' })
  deletedSnapshots!: number;
}
