import { type Listener, ListenerRepository, SpotifyLinkRepository } from '#database';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ClientError } from '../errors/client-error.js';
import { spotifyErrorCode } from '../errors/public-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ConnectionStatus, type SpotifyLink, type Viewer } from './viewer.models.js';

/** Reads the signed-in listener and their connection to Spotify. */
@Injectable()
export class ViewerService {
  constructor(
    private readonly listeners: ListenerRepository,
    private readonly links: SpotifyLinkRepository,
    private readonly settings: ApiSettings,
  ) {}

  /** @throws {ClientError} UNAUTHENTICATED: the account no longer exists */
  async viewer(listenerId: number): Promise<Viewer> {
    const { id, displayName, imageUrl, timezone, snapshotsPaused, includeReconstructed } =
      (await this.listeners.find(listenerId)) ?? this.throwAccountDeleted();
    return { id: String(id), displayName, imageUrl, timezone, snapshotsPaused, includeReconstructed };
  }

  /** @throws {ClientError} UNAUTHENTICATED: the account no longer exists */
  async spotifyLink(listenerId: number): Promise<SpotifyLink> {
    const link = (await this.links.find(listenerId)) ?? this.throwAccountDeleted();
    return {
      ...link,
      status: ConnectionStatus[link.status],
      lastErrorCode: link.lastErrorCode && spotifyErrorCode(link.lastErrorCode),
      reconnectUrl: this.settings.reconnectUrl,
    };
  }

  /** Finds the listener of a browser session; null if it has none. */
  async findBySession({ session: { listenerId } }: Request): Promise<Listener | null> {
    return listenerId === undefined ? null : ((await this.listeners.find(listenerId)) ?? null);
  }

  /** @throws {ClientError} UNAUTHENTICATED, always: the account of the signed-in listener no longer exists */
  throwAccountDeleted(): never {
    throw new ClientError(
      'UNAUTHENTICATED',
      `This account no longer exists. Sign in again at ${this.settings.signInUrl}.`,
    );
  }
}
