import { Database, SessionStore } from '#database';
import { Injectable, Logger, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { ApiSettings } from '../settings/api-settings.js';

/** A sign-in that this session has completed. */
export interface FinishedSignIn {
  /** The `state` of Spotify's redirect. */
  readonly state: string;
  /** An encrypted path on this origin. */
  readonly returnTo: string;
}

declare module 'express-session' {
  interface SessionData {
    listenerId: number;
    /** Epoch milliseconds. */
    signedInAt: number;
    /** The last few, newest first, so that reloading a callback redirects again. */
    finishedSignIns: readonly FinishedSignIn[];
  }
}

const DAY_MS = 86_400_000;
/** A session ends this long after its last request. */
const IDLE_MS = 7 * DAY_MS;
/** A session ends this long after sign-in at the latest. */
const ABSOLUTE_MS = 30 * DAY_MS;
/** How many completed sign-ins a session remembers: as many as can be pending at once. */
const MAX_FINISHED = 5;

/** Browser sessions: a random id in a cookie, and everything else in PostgreSQL. */
@Injectable()
export class SessionMiddleware implements NestMiddleware {
  private readonly logger = new Logger(SessionMiddleware.name);
  private readonly handler: RequestHandler;

  constructor(
    database: Database,
    private readonly settings: ApiSettings,
  ) {
    this.handler = session({
      store: new SessionStore(database, (error) =>
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
    // A proxy may end TLS; the public address decides whether cookies are secure.
    if (this.settings.secure) Object.defineProperty(request, 'secure', { value: true });
    this.handler(request, response, (error?: unknown) => {
      if (error) next(error);
      else if (Date.now() - (request.session.signedInAt ?? Date.now()) > ABSOLUTE_MS)
        request.session.regenerate(next);
      else next();
    });
  }

  /** Starts a listener's session under a new id, so that an id planted before sign-in is worthless. */
  async begin(request: Request, listenerId: number, finished: FinishedSignIn): Promise<void> {
    const { finishedSignIns = [] } = request.session;
    await settled((done) => request.session.regenerate(done));
    request.session.listenerId = listenerId;
    request.session.signedInAt = Date.now();
    request.session.finishedSignIns = [finished, ...finishedSignIns].slice(0, MAX_FINISHED);
    await settled((done) => request.session.save(done));
  }

  /** Deletes the session of a request and the browser's cookie. */
  async end(request: Request): Promise<void> {
    await settled((done) => request.session.destroy(done));
    // Browsers accept the removal of a `__Host-` cookie only with `Secure`.
    request.res?.clearCookie(this.settings.cookieName, { path: '/', secure: this.settings.secure });
  }
}

/** The session on routes that accept access tokens. A request with an `Authorization` header has none. */
@Injectable()
export class SessionCallerMiddleware implements NestMiddleware {
  constructor(private readonly sessions: SessionMiddleware) {}

  use(request: Request, response: Response, next: NextFunction): void {
    if (request.headers.authorization === undefined) this.sessions.use(request, response, next);
    else next();
  }
}

function settled(call: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())));
}

/** Whether the `Origin` header names another origin. Browsers send it with every request but GET and HEAD. */
export function isCrossOrigin({ headers: { origin } }: Pick<Request, 'headers'>, publicUrl: string): boolean {
  return (origin ?? publicUrl) !== publicUrl;
}
