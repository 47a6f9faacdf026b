import { fingerprint, newAuthorizationCode } from './token.js';

/** What an authorization code stands for. It is bound to all of it. */
export interface ApprovedRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly listenerId: string;
  readonly scope: string;
  /** S256 challenge of PKCE; absent where the client sent none. */
  readonly codeChallenge: string | undefined;
  /** When the listener consented, in milliseconds by the simulator's clock. */
  readonly approvedAt: number;
}

const CODE_LIFE_MILLISECONDS = 60_000;

/** Authorization codes: good for one attempt, within a minute by the simulator's clock. */
export class AuthorizationCodes {
  readonly #codes = new Map<string, ApprovedRequest>();

  issue(request: ApprovedRequest): string {
    const code = newAuthorizationCode();
    this.#codes.set(fingerprint(code), request);
    return code;
  }

  /** Who the code was issued for; the code stays good. */
  peek(code: string): ApprovedRequest | undefined {
    return this.#codes.get(fingerprint(code));
  }

  /** Takes the code out of use, whatever comes of the attempt; undefined when it is unknown, used or too old. */
  redeem(code: string, now: number): ApprovedRequest | undefined {
    const print = fingerprint(code);
    const request = this.#codes.get(print);
    this.#codes.delete(print);
    return request && now < request.approvedAt + CODE_LIFE_MILLISECONDS ? request : undefined;
  }

  reset(): void {
    this.#codes.clear();
  }
}
