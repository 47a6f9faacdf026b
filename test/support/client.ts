import { setImmediate } from 'node:timers/promises';
import type { SimulatorControl } from '#simulator';
import { z } from 'zod';

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({ message: z.string(), extensions: z.object({ code: z.string() }).catchall(z.unknown()) }),
    )
    .optional(),
});

/** What GraphQL answered; `data` is looked at as it is. */
export type GraphqlAnswer = z.output<typeof answer>;

/** A browser without windows: keeps its cookies, follows no redirect unless told to. */
export class Client {
  private readonly cookies = new Map<string, string>();

  /** What it sends as `Authorization`, beside its cookies; nothing unless set. */
  authorization: string | undefined;

  constructor(
    readonly origin: string,
    private readonly simulator: SimulatorControl,
    /** How it reaches the origin. */
    private readonly send: typeof fetch = fetch,
  ) {}

  /** The name of its session cookie. */
  get sessionCookie(): string {
    const { protocol, port } = new URL(this.origin);
    return protocol === 'https:' ? '__Host-headliner' : `headliner-${port}`;
  }

  /** Its cookies as it would send them. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Has this client send another browser's cookie. */
  plant(cookie: string): void {
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    this.cookies.set(name, value);
  }

  /** Uses the session of another browser, whatever port its API listens on. */
  shareSession(other: Client): void {
    this.cookies.set(this.sessionCookie, other.cookies.get(other.sessionCookie) ?? '');
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) headers.set('cookie', this.cookie);
    if (this.authorization !== undefined) headers.set('authorization', this.authorization);
    // While a test computes for seconds, the API closes idle connections. This lets `fetch` learn of it first.
    await setImmediate();
    const response = await this.send(new URL(path, this.origin), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  /** Where the first step of sign-in sends a browser: the consent page's address. */
  async beginSignIn(query = ''): Promise<string> {
    const response = await this.fetch(`/auth/spotify${query}`);
    return z.string().parse(response.headers.get('location'));
  }

  /** The address that Spotify sends the browser back to. */
  async consent(listener: string, query = '', decision: 'allow' | 'deny' = 'allow'): Promise<string> {
    return this.simulator.decide(await this.beginSignIn(query), listener, decision);
  }

  /** The whole of sign-in, as one of the simulator's listeners. */
  async signIn(listener = 'demo_01', query = ''): Promise<Response> {
    return this.fetch(await this.consent(listener, query));
  }

  async graphql(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
    const response = await this.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return answer.parse(await response.json());
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const expires = attributes
      .find((attribute) => attribute.startsWith('Expires='))
      ?.slice('Expires='.length);
    if (expires && Date.parse(expires) <= Date.now()) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
