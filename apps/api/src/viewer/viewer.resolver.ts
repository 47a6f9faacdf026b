import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { spotifyErrorCode } from '../errors/error-answer.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ConnectionStatus, SpotifyConnection, Viewer } from './viewer.models.js';
import { ViewerService } from './viewer.service.js';

@Resolver(() => Viewer)
export class ViewerResolver {
  constructor(
    private readonly service: ViewerService,
    private readonly settings: ApiSettings,
  ) {}

  @Query(() => Viewer, { nullable: true, description: 'You, the signed-in listener.' })
  async viewer(@ListenerId() listenerId: number): Promise<Viewer> {
    return Viewer.of(await this.service.listener(listenerId));
  }

  @ResolveField(() => SpotifyConnection, { description: 'Your connection to Spotify.' })
  async connection(@ListenerId() listenerId: number): Promise<SpotifyConnection> {
    const connection = await this.service.connection(listenerId);
    return {
      ...connection,
      status: ConnectionStatus[connection.status],
      lastErrorCode: connection.lastErrorCode && spotifyErrorCode(connection.lastErrorCode),
      reconnectUrl: this.settings.reconnectUrl,
    };
  }
}
