import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';

/** A sign-in that has been started and waits for Spotify's answer. */
export interface PendingSignIn {
  /** The SHA-256 of the PKCE verifier, base64url; the verifier itself stays with the browser. */
  readonly codeChallenge: string;
  /** Where the listener goes afterwards: a path on this origin. */
  readonly returnTo: string;
  /** Whether Spotify was asked to show its consent page even to a listener who had consented before. */
  readonly consentRenewed: boolean;
}

const taken = z.array(
  z.object({
    pending: z.object({ codeChallenge: z.string(), returnTo: z.string(), consentRenewed: z.boolean() }),
    valid: z.boolean(),
  }),
);

/**
 * Pending sign-ins, each in a row of its own of the session table: tabs of one browser cannot overwrite each other's, a
 * new session id leaves them alone, and the session store deletes the expired ones. No cookie can name such a row as its
 * session, since a cookie holds a signed id.
 */
@Injectable()
export class PendingSignInRepository {
  constructor(private readonly database: Database) {}

  async add(state: string, pending: PendingSignIn, lifetimeSeconds: number): Promise<void> {
    await this.database.prisma.$executeRaw`
      INSERT INTO session (sid, sess, expire)
      VALUES (${keyOf(state)}, ${JSON.stringify(pending)}::json, clock_now() + make_interval(secs => ${lifetimeSeconds}))`;
  }

  /**
   * Removes and returns a pending sign-in: of any number of calls, in any process, one gets it.
   *
   * @returns null if there is none, it has expired, or it was started with another verifier
   */
  async take(state: string, codeChallenge: string): Promise<PendingSignIn | null> {
    const [found] = taken.parse(
      await this.database.prisma.$queryRaw`
        DELETE FROM session WHERE sid = ${keyOf(state)} AND sess ->> 'codeChallenge' = ${codeChallenge}
        RETURNING sess AS pending, expire > clock_now() AS valid`,
    );
    return found?.valid ? found.pending : null;
  }
}

function keyOf(state: string): string {
  return `sign-in:${state}`;
}
