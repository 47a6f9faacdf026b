import 'express-session';

/** A sign-in that this session has completed. */
export interface FinishedSignIn {
  /** The `state` that Spotify sent back. */
  readonly state: string;
  /** Where it led to: a path on this origin. */
  readonly returnTo: string;
}

declare module 'express-session' {
  interface SessionData {
    listenerId: number;
    /** Epoch milliseconds. */
    signedInAt: number;
    /** The last few, newest first, so that reloading one of them leads on. */
    finishedSignIns: readonly FinishedSignIn[];
  }
}
