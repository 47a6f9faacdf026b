import type { ArtistRecord } from '#database';
import { Args, Context, Extensions, Int, Query, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { listSize } from '../graphql/list-size.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { ListSource } from './list-source.enum.js';
import { TimeRange } from '../charts/time-range.enum.js';
import { TopArtistEntry, TopArtists } from './top-artists.model.js';
import { TopArtistsService } from './top-artists.service.js';

@Resolver()
export class TopArtistsResolver {
  constructor(private readonly service: TopArtistsService) {}

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
    const list = await this.service.of(listenerId, range, listSize('limit', limit));
    cacheHints.push({ maxAgeMs: list.maxAgeMs, onReuse: () => this.service.countServed(list) });
    return {
      range,
      fetchedAt: list.fetchedAt,
      source: ListSource[list.source],
      entries: entriesOf(list.artists).slice(0, limit),
    };
  }
}

/** The entries of lists that are kept in memory: made once, and served again and again. */
const known = new WeakMap<readonly ArtistRecord[], TopArtistEntry[]>();

function entriesOf(artists: readonly ArtistRecord[]): TopArtistEntry[] {
  const entries = known.get(artists) ?? artists.map((artist, index) => ({ rank: index + 1, artist }));
  known.set(artists, entries);
  return entries;
}
