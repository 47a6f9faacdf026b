import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ChartInterval, RangeArgument, TimeRange } from '../charts/chart.enums.js';
import { HistoryLoader, RequestHistoryLoader } from '../charts/history-loader.js';
import { DayArgument } from '../graphql/dates.js';
import { listSize } from '../graphql/pagination.js';
import { Artist, ArtistConnection, RankPoint } from './artists.models.js';
import { ArtistsService } from './artists.service.js';

@Resolver(() => Artist)
export class ArtistsResolver {
  constructor(private readonly service: ArtistsService) {}

  @Query(() => Artist, {
    nullable: true,
    description:
      'An artist from your own history: on your newest top lists, or on any of your charts. Fails with `NOT_FOUND` for any other artist.',
  })
  artist(
    @RequestHistoryLoader() loader: HistoryLoader,
    @Args('id', { type: () => ID, description: 'ID of the artist.' }) id: string,
  ): Promise<Artist> {
    return this.service.find(loader, id);
  }

  @Query(() => ArtistConnection, {
    nullable: true,
    description:
      'Every artist that was ever on one of your charts, of any range; or those whose names contain a text, best match first: at the beginning of the name, then at the beginning of a word, then anywhere. Equal matches are sorted by name.',
  })
  artists(
    @RequestHistoryLoader() loader: HistoryLoader,
    @Args('search', {
      type: () => String,
      nullable: true,
      description:
        'Text in the name, at most 200 characters. Accents and case are ignored. By default, or if empty, all artists by name.',
    })
    search: string | null = null,
    @Args('first', {
      type: () => Int,
      nullable: true,
      description: 'Maximum number of artists, 1 to 100. 20 by default.',
    })
    first: number | null = null,
    @Args('after', { type: () => String, nullable: true, description: 'Only artists after this cursor.' })
    after: string | null = null,
  ): Promise<ArtistConnection> {
    return this.service.search(loader, search ?? '', listSize('first', first ?? 20), after);
  }

  @ResolveField(() => [RankPoint], {
    description:
      "The artist's rank on your charts over time, oldest first: one point for every day, week or month, with or without a snapshot. At most 10,000 points; 20 points cost as much as one object. Empty before your first snapshot, and always empty below `sharedChart`.",
  })
  rankHistory(
    @Parent() { id, shared }: Artist,
    @RequestHistoryLoader() loader: HistoryLoader | null,
    @RangeArgument() range: TimeRange,
    @Args('interval', {
      type: () => ChartInterval,
      defaultValue: ChartInterval.WEEK,
      description: 'Length of a period. The last snapshot of a period counts.',
    })
    interval: ChartInterval,
    @DayArgument('from', 'First day. By default, the day of your first snapshot of the range.')
    from: string | null,
    @DayArgument('to', 'Last day. By default, today in your time zone.') to: string | null,
  ): Promise<RankPoint[]> | RankPoint[] {
    return shared || !loader ? [] : this.service.rankHistory(loader, id, range, { interval, from, to });
  }
}
