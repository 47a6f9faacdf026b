import { Args, Context, Extensions, Int, Query, Resolver } from '@nestjs/graphql';
import { toArtist } from '../artists/artists.models.js';
import { ListenerId } from '../auth/auth.guard.js';
import { listSize } from '../graphql/pagination.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { TimeRange } from '../charts/chart.enums.js';
import { ListSource, TopArtists } from './top-artists.models.js';
import { TopArtistsMetrics } from './top-artists-metrics.js';
import { TopListCache } from './top-list-cache.js';

@Resolver()
export class TopArtistsResolver {
  constructor(
    private readonly lists: TopListCache,
    private readonly metrics: TopArtistsMetrics,
  ) {}

  @Query(() => TopArtists, {
    nullable: true,
    description:
      'Your top artists as Spotify ranks them now. A list younger than 15 minutes (or the time that the operator has set) is reused without asking Spotify. If Spotify cannot answer, you get the newest list that Headliner has; the field fails only if there is none.',
  })
  @Extensions({ cacheable: true })
  async topArtists(
    @ListenerId() listenerId: number,
    @Context() { cacheHints }: OperationContext,
    @Args('range', {
      type: () => TimeRange,
      defaultValue: TimeRange.MEDIUM_TERM,
      description: 'Range: about 4 weeks, 6 months or a year of listening.',
    })
    range: TimeRange,
    @Args('limit', { type: () => Int, defaultValue: 50, description: 'Maximum number of artists, 1 to 100.' })
    limit: number,
  ): Promise<TopArtists> {
    const list = await this.lists.get(listenerId, range, listSize('limit', limit));
    const countServed = (): void => this.metrics.recordServed(list.source);
    countServed();
    cacheHints.push({ maxAgeMs: list.maxAgeMs, onReuse: countServed });
    return {
      range,
      fetchedAt: list.fetchedAt,
      source: ListSource[list.source],
      entries: list.artists
        .slice(0, limit)
        .map((artist, index) => ({ rank: index + 1, artist: toArtist(artist) })),
    };
  }
}
