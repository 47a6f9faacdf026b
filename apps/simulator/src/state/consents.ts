import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { fingerprint, newAuthorizationCode } from './grants.js';

export const consentSchema = z.object({ clientId: z.string(), listenerId: z.string(), scope: z.string() });
/** What a browser has approved. A later request for no more than that needs no consent page. */
export type Consent = z.infer<typeof consentSchema>;

export const consentRecordsSchema = z.array(z.tuple([z.string(), consentSchema]));

/** Consents by browser (identified by a random cookie) and client. */
export class Consents {
  readonly #consents = new Map<string, Consent>();

  newBrowser(): string {
    return randomBytes(24).toString('base64url');
  }

  /** Records a consent. Scopes that the same listener approved before stay approved. */
  record(browser: string, consent: Consent): void {
    const before = this.find(browser, consent.clientId);
    const earlier = before?.listenerId === consent.listenerId ? before.scope.split(' ') : [];
    const scope = [...new Set([...earlier, ...consent.scope.split(' ')])].filter(Boolean).join(' ');
    this.#consents.set(keyOf(browser, consent.clientId), { ...consent, scope });
  }

  find(browser: string, clientId: string): Consent | undefined {
    return this.#consents.get(keyOf(browser, clientId));
  }

  /** Withdraws the consents of one listener or of all. */
  withdraw(listenerId?: string): void {
    for (const [key, consent] of this.#consents) {
      if (!listenerId || consent.listenerId === listenerId) this.#consents.delete(key);
    }
  }

  records(): z.infer<typeof consentRecordsSchema> {
    return [...this.#consents];
  }

  restore(records: z.infer<typeof consentRecordsSchema>): void {
    this.#consents.clear();
    for (const [key, consent] of records) this.#consents.set(key, consent);
  }
}

const keyOf = (browser: string, clientId: string): string => `${fingerprint(browser)} ${clientId}`;

/** An approved authorization request, which its code is bound to. */
export interface ApprovedRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly listenerId: string;
  readonly scope: string;
  /** The S256 challenge of PKCE; undefined if the client sent none. */
  readonly codeChallenge: string | undefined;
  /** The time of the consent in milliseconds, by the simulator's clock. */
  readonly approvedAt: number;
}

const CODE_LIFE_MILLISECONDS = 60_000;

/** Authorization codes, valid for one attempt within a minute of the simulator's clock. */
export class AuthorizationCodes {
  readonly #codes = new Map<string, ApprovedRequest>();

  issue(request: ApprovedRequest): string {
    const code = newAuthorizationCode();
    this.#codes.set(fingerprint(code), request);
    return code;
  }

  /** Returns the request of a code without redeeming it. */
  peek(code: string): ApprovedRequest | undefined {
    return this.#codes.get(fingerprint(code));
  }

  /** Redeems a code. Returns undefined if it is unknown, used or expired. */
  redeem(code: string, now: number): ApprovedRequest | undefined {
    const key = fingerprint(code);
    const request = this.#codes.get(key);
    this.#codes.delete(key);
    return request && now < request.approvedAt + CODE_LIFE_MILLISECONDS ? request : undefined;
  }

  reset(): void {
    this.#codes.clear();
  }
}
