import { createSessionStore, Database } from '#database';
import { Injectable, Logger, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { ApiSettings } from '../settings/api-settings.js';
import './session.js';

const DAY_MS = 86_400_000;
/** A session ends this long after its last request, and this long after sign-in in any case. */
const IDLE_MS = 7 * DAY_MS;
const ABSOLUTE_MS = 30 * DAY_MS;

/** Browser sessions: an opaque id in a cookie, everything else in PostgreSQL. */
@Injectable()
export class SessionMiddleware implements NestMiddleware {
  private readonly logger = new Logger(SessionMiddleware.name);
  private readonly handler: RequestHandler;

  constructor(
    database: Database,
    private readonly settings: ApiSettings,
  ) {
    this.handler = session({
      store: createSessionStore(database, (error) =>
        this.logger.warn({ err: error }, 'the session store failed'),
      ),
      secret: settings.environment.SESSION_SECRET,
      name: settings.cookieName,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: settings.secure, maxAge: IDLE_MS },
    });
  }

  use(request: Request, response: Response, next: NextFunction): void {
    // How people reach us is a setting; a proxy that ends TLS in front of us must not cost them their cookie.
    if (this.settings.secure) Object.defineProperty(request, 'secure', { value: true });
    this.handler(request, response, (error?: unknown) => {
      if (error) next(error);
      else if (Date.now() - (request.session.signedInAt ?? Date.now()) > ABSOLUTE_MS)
        request.session.regenerate(next);
      else next();
    });
  }

  /** Ends the session of a request: its row, and the browser's cookie. */
  async end(request: Request): Promise<void> {
    await new Promise<void>((resolve, reject) =>
      request.session.destroy((error) => (error ? reject(error) : resolve())),
    );
    // Over https a browser lets a cookie of this name be taken back only by one that is secure as well.
    request.res?.clearCookie(this.settings.cookieName, { path: '/', secure: this.settings.secure });
  }
}

/** The session on routes that programs use too. A request with an `Authorization` header has none. */
@Injectable()
export class SessionCallerMiddleware implements NestMiddleware {
  constructor(private readonly sessions: SessionMiddleware) {}

  use(request: Request, response: Response, next: NextFunction): void {
    if (request.headers.authorization === undefined) this.sessions.use(request, response, next);
    else next();
  }
}
