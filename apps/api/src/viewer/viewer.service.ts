import { type Listener, ListenerRepository, type SpotifyLink, SpotifyLinkRepository } from '#database';
import { Injectable } from '@nestjs/common';
import { ClientError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';

/** Who the signed-in listener is, and how they stand with Spotify. */
@Injectable()
export class ViewerService {
  constructor(
    private readonly listeners: ListenerRepository,
    private readonly connections: SpotifyLinkRepository,
    private readonly settings: ApiSettings,
  ) {}

  /** @throws {ClientError} UNAUTHENTICATED: the session outlived its listener */
  async listener(listenerId: number): Promise<Listener> {
    return (await this.listeners.find(listenerId)) ?? this.gone();
  }

  /** @throws {ClientError} UNAUTHENTICATED: as {@link listener}: a listener without a connection does not exist */
  async connection(listenerId: number): Promise<SpotifyLink> {
    return (await this.connections.find(listenerId)) ?? this.gone();
  }

  /** @throws {ClientError} UNAUTHENTICATED: always: the listener who is signed in does not exist any more */
  gone(): never {
    throw new ClientError(
      'UNAUTHENTICATED',
      `This account no longer exists. Sign in again at ${this.settings.signInUrl}.`,
    );
  }
}
