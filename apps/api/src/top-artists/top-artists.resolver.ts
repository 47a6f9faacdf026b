import { Args, Context, Extensions, Int, Query, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { listSize } from '../graphql/pagination.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { ListSource } from './list-source.enum.js';
import { TimeRange } from '../charts/time-range.enum.js';
import { TopArtists } from './top-artists.model.js';
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
      'Your top artists as Spotify ranks them. A list that Spotify gave recently (within 15 minutes, unless the operator chose otherwise) is served again without asking. When Spotify cannot answer you get the newest list there is, with its `fetchedAt`; only when there is none do you get an error.',
  })
  @Extensions({ cacheable: true })
  async topArtists(
    @ListenerId() listenerId: number,
    @Context() { cacheHints }: OperationContext,
    @Args('range', {
      type: () => TimeRange,
      defaultValue: TimeRange.MEDIUM_TERM,
      description: 'The window of listening to rank over.',
    })
    range: TimeRange,
    @Args('limit', { type: () => Int, defaultValue: 50, description: 'How many places, 1 to 100.' })
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
      entries: list.artists.slice(0, limit).map((artist, index) => ({ rank: index + 1, artist })),
    };
  }
}
