import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { SpotifyLink, Viewer } from './viewer.models.js';
import { ViewerService } from './viewer.service.js';

@Resolver(() => Viewer)
export class ViewerResolver {
  constructor(private readonly service: ViewerService) {}

  @Query(() => Viewer, { nullable: true, description: 'You, the signed-in listener.' })
  viewer(@ListenerId() listenerId: number): Promise<Viewer> {
    return this.service.viewer(listenerId);
  }

  @ResolveField(() => SpotifyLink, { description: 'Your connection to Spotify.' })
  connection(@ListenerId() listenerId: number): Promise<SpotifyLink> {
    return this.service.spotifyLink(listenerId);
  }
}
