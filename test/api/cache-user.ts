import { scrape } from '../support/scrape.js';
import type { Client, Stage } from '../support/index.js';
import { until } from '../support/until.js';
import { mint, program } from './minting.js';

export interface Answer {
  readonly status: number;
  /** Without the parts that differ each time. */
  readonly head: Readonly<Record<string, string>>;
  readonly id: string;
  readonly text: string;
}

interface Options {
  readonly who?: Client;
  readonly accept?: string;
}

/** May return 11 objects. */
export const HOT = 'query Hot { topArtists(limit: 10) { fetchedAt source entries { rank } } }';

/** Sends requests to an API with a response cache. */
export class CacheUser {
  private token: Client | undefined;

  constructor(private readonly stage: Stage) {}

  /** Signs in and creates the access token that requests carry by default. */
  async signIn(): Promise<void> {
    await this.stage.client.signIn();
    this.token = program(this.stage, (await mint(this.stage.client, { scope: 'WRITE' })).secret);
  }

  /** A program with the access token. */
  get program(): Client {
    if (!this.token) throw new Error('signIn() has not been called');
    return this.token;
  }

  async send(query: string, { who = this.program, accept = '*/*' }: Options = {}): Promise<Answer> {
    const response = await who.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
    });
    const head = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
    const id = response.headers.get('x-request-id') ?? 'none';
    return { status: response.status, head: Object.fromEntries(head), id, text: await response.text() };
  }

  /** Repeats a request until the cache answers, since a busy machine may be too slow at first. */
  async sendUntilHit(query: string, options: Options = {}): Promise<Answer> {
    const answers: Answer[] = [];
    const isHit = async (): Promise<boolean> => {
      const before = await this.hits();
      for (let time = 0; time < 3; time += 1) answers.push(await this.send(query, options));
      return (await this.hits()) > before;
    };
    await until(isHit, 'an answer from the response cache');
    const last = answers.at(-1);
    if (!last) throw new Error('nothing was sent');
    return last;
  }

  /** Returns the number of answers from the cache. */
  hits(): Promise<number> {
    return this.sample('headliner_graphql_direct_answers_total');
  }

  async sample(name: string): Promise<number> {
    return (await scrape(this.stage.api)).get(name) ?? 0;
  }
}

/** Returns when the list in an answer to {@link HOT} was fetched, or undefined without one. */
export function fetchedAt({ text }: Answer): unknown {
  return JSON.parse(text).data?.topArtists?.fetchedAt;
}
