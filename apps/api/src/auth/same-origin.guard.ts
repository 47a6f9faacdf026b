import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ApiSettings } from '../settings/api-settings.js';

/** Rejects requests that pages of other sites make a browser send. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly settings: ApiSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const site = request.headers['sec-fetch-site'] ?? 'same-origin';
    if (site !== 'same-origin' || isCrossOrigin(request, this.settings.publicUrl))
      throw new ForbiddenException(
        'This request came from a page of another site. Send it from a page of Headliner.',
      );
    return true;
  }
}

/** Whether the `Origin` header names another origin. Browsers send it with every request but GET and HEAD. */
export function isCrossOrigin({ headers: { origin } }: Pick<Request, 'headers'>, publicUrl: string): boolean {
  return (origin ?? publicUrl) !== publicUrl;
}
