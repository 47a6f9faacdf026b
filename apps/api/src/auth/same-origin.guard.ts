import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ApiSettings } from '../settings/api-settings.js';

/** Refuses what another site's page makes a browser send. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly settings: ApiSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const site = request.headers['sec-fetch-site'] ?? 'same-origin';
    if (site !== 'same-origin' || isFromElsewhere(request, this.settings.publicUrl))
      throw new ForbiddenException('This request has to come from a page of Headliner itself.');
    return true;
  }
}

/** Whether a browser says that the page of another origin has sent this. Of all that is not GET, browsers say. */
export function isFromElsewhere(
  { headers: { origin } }: Pick<Request, 'headers'>,
  publicUrl: string,
): boolean {
  return (origin ?? publicUrl) !== publicUrl;
}
