import type * as charts from '#charts';
import { Args, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Artist } from '../artists/artists.models.js';
import { DateScalar, DayArgument } from '../graphql/dates.js';
import { Momentum } from './chart.enums.js';
import { ChartService } from './chart.service.js';
import { HistoryLoader, RequestHistoryLoader } from './history-loader.js';

@ObjectType({ description: "An artist's momentum, from the three ranges of one day." })
export class MomentumEntry {
  @Field(() => DateScalar, {
    description: 'Day of the three snapshots, in your time zone. The same for all entries of a response.',
  })
  day!: string;

  @Field(() => Artist, { description: 'The artist.' })
  artist!: Artist;

  @Field(() => Momentum, { description: 'Where the artist is heading.' })
  kind!: charts.Momentum;

  @Field(() => Int, {
    nullable: true,
    description: 'Rank over about 4 weeks. Null if the artist is not in that list.',
  })
  shortTermRank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Rank over about 6 months. Null if the artist is not in that list.',
  })
  mediumTermRank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Rank over about a year. Null if the artist is not in that list.',
  })
  longTermRank!: number | null;
}

@Resolver()
export class MomentumResolver {
  constructor(private readonly charts: ChartService) {}

  @Query(() => [MomentumEntry], {
    nullable: true,
    description:
      'Artists on the way up or down, from the three ranges of one day. It works from the first recorded day. Breakouts come first, then rising artists, then staples, each by short-term rank; fading artists follow, by long-term rank. Artists of no kind are left out. Null if no day has snapshots of all three ranges, all of the same source.',
  })
  momentum(
    @RequestHistoryLoader() loader: HistoryLoader,
    @DayArgument(
      'on',
      'Use the newest day on or before this one with snapshots of all three ranges, all of the same source. By default, the newest of all.',
    )
    on: string | null,
    @Args('kind', {
      type: () => Momentum,
      nullable: true,
      description: 'Only artists of this kind. By default, all kinds.',
    })
    kind: Momentum | null = null,
  ): Promise<MomentumEntry[] | null> {
    return this.charts.momentum(loader, on, kind);
  }
}
