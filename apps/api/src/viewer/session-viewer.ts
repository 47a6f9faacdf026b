import { ConnectionRepository, ListenerRepository } from '#database';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { HomeViewer, SignedInViewer } from '../pages/home-viewer.js';
import { ApiSettings } from '../settings/api-settings.js';

/** Tells the pages who is signed in, by the request's session. */
@Injectable()
export class SessionViewer implements HomeViewer {
  constructor(
    private readonly listeners: ListenerRepository,
    private readonly connections: ConnectionRepository,
    private readonly settings: ApiSettings,
  ) {}

  async of({ session: { listenerId } }: Request): Promise<SignedInViewer | null> {
    if (listenerId === undefined) return null;
    const [listener, connection] = await Promise.all([
      this.listeners.find(listenerId),
      this.connections.of(listenerId),
    ]);
    if (!listener || !connection) return null;
    const { displayName, imageUrl } = listener;
    return { displayName, imageUrl, connection: { ...connection, reconnectUrl: this.settings.reconnectUrl } };
  }
}
