import type { AccessTokenScope } from '#database';

/** Who makes a request, and how they showed it: by the cookie of a session, or by an access token. */
export type Caller =
  | { readonly by: 'session'; readonly listenerId: number }
  | { readonly by: 'token'; readonly listenerId: number; readonly scope: AccessTokenScope };

declare global {
  namespace Express {
    interface Request {
      /** Set once it is known; see `Callers`. */
      caller?: Caller;
    }
  }
}
