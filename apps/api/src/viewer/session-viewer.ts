import { ListenerRepository } from '#database';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';

/** Tells the pages who is signed in, by the request's session. */
@Injectable()
export class SessionViewer {
  constructor(private readonly listeners: ListenerRepository) {}

  /** Null without a sign-in. */
  async of({ session: { listenerId } }: Request): Promise<{ displayName: string | null } | null> {
    return listenerId === undefined ? null : ((await this.listeners.find(listenerId)) ?? null);
  }
}
