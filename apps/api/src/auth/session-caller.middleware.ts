import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { SessionMiddleware } from './session.middleware.js';

/** The session, where programs come too: whoever sends an `Authorization` header has none, not even one to prolong. */
@Injectable()
export class SessionCallerMiddleware implements NestMiddleware {
  constructor(private readonly sessions: SessionMiddleware) {}

  use(request: Request, response: Response, next: NextFunction): void {
    if (request.headers.authorization === undefined) this.sessions.use(request, response, next);
    else next();
  }
}
