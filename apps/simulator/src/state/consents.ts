import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { fingerprint } from './token.js';

export const consentSchema = z.object({ clientId: z.string(), listenerId: z.string(), scope: z.string() });
/** What a browser has approved: the next request for no more than that is approved without asking. */
export type Consent = z.infer<typeof consentSchema>;

export const consentRecordsSchema = z.array(z.tuple([z.string(), consentSchema]));

/** The consents given, each by one browser (known by a random cookie) to one client. */
export class Consents {
  readonly #consents = new Map<string, Consent>();

  newBrowser(): string {
    return randomBytes(24).toString('base64url');
  }

  /** Scopes that the same listener gave before stay given. */
  give(browser: string, consent: Consent): void {
    const before = this.of(browser, consent.clientId);
    const kept = before?.listenerId === consent.listenerId ? before.scope.split(' ') : [];
    const scope = [...new Set([...kept, ...consent.scope.split(' ')])].filter(Boolean).join(' ');
    this.#consents.set(keyOf(browser, consent.clientId), { ...consent, scope });
  }

  of(browser: string, clientId: string): Consent | undefined {
    return this.#consents.get(keyOf(browser, clientId));
  }

  /** Takes back what was given for one listener, or everything. */
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
