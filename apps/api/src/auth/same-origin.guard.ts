import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ApiSettings } from '../settings/api-settings.js';

/** Refuses what another site's page makes a browser send. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly settings: ApiSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const { origin, 'sec-fetch-site': site } = context.switchToHttp().getRequest<Request>().headers;
    const foreign =
      (site ?? 'same-origin') !== 'same-origin' ||
      (origin ?? this.settings.publicUrl) !== this.settings.publicUrl;
    if (foreign) throw new ForbiddenException('This request has to come from a page of Headliner itself.');
    return true;
  }
}
