import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { Readings } from '../charts/readings.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { Artist } from './artist.model.js';
import { ArtistService } from './artist.service.js';

@Resolver()
export class ArtistResolver {
  constructor(
    private readonly service: ArtistService,
    private readonly readings: Readings,
  ) {}

  @Query(() => Artist, {
    nullable: true,
    description:
      'An artist of your own: one that stands on your newest top lists, or ever stood on one of your charts. For any other the error is `NOT_FOUND`.',
  })
  artist(
    @ListenerId() listenerId: number,
    @Context() operation: OperationContext,
    @Args('id', { type: () => ID, description: "Spotify's id of the artist." }) id: string,
  ): Promise<Artist> {
    return this.service.own(this.readings.of(operation, listenerId), listenerId, id);
  }
}
