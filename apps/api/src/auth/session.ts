import 'express-session';

/** A sign-in that is under way: what Spotify's answer has to be held against. */
export interface PendingSignIn {
  /** The `state` that Spotify has to send back. */
  readonly handle: string;
  readonly codeVerifier: string;
  /** Where the listener goes afterwards: a path on this origin. */
  readonly returnTo: string;
  /** Spotify was told to ask, even someone who had consented before. */
  readonly consentRenewed: boolean;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

declare module 'express-session' {
  interface SessionData {
    listenerId: number;
    /** Epoch milliseconds. */
    signedInAt: number;
    pendingSignIn: PendingSignIn;
  }
}
