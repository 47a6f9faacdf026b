import { scrape } from '../support/scrape.js';
import type { Client, Stage } from '../support/index.js';
import { until } from '../support/until.js';
import { mint, program } from './minting.js';

export interface Answer {
  readonly status: number;
  /** Response headers, without those that differ for every request. */
  readonly head: Readonly<Record<string, string>>;
  readonly id: string;
  readonly text: string;
}

interface Options {
  readonly who?: Client;
  readonly accept?: string;
}

/** A query that returns at most 11 objects. */
export const HOT = 'query Hot { topArtists(limit: 10) { fetchedAt source entries { rank } } }';

/** Sends queries to an API with a response cache. */
export class CacheUser {
  private token: Client | undefined;

  constructor(private readonly stage: Stage) {}

  /** Signs in, and creates the access token that requests send by default. */
  async signIn(): Promise<void> {
    await this.stage.client.signIn();
    this.token = program(this.stage, (await mint(this.stage.client, { scope: 'WRITE' })).secret);
  }

  /** A client with the access token. */
  get program(): Client {
    if (!this.token) throw new Error('signIn() was not called');
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

  /** Repeats a query until the cache answers it, since a loaded machine may be too slow at first. */
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

  /** The number of answers from the response cache. */
  hits(): Promise<number> {
    return this.sample('headliner_graphql_direct_answers_total');
  }

  async sample(name: string): Promise<number> {
    return (await scrape(this.stage.api)).get(name) ?? 0;
  }
}

/** `fetchedAt` in an answer to {@link HOT}; undefined without a list. */
export function fetchedAt({ text }: Answer): unknown {
  return JSON.parse(text).data?.topArtists?.fetchedAt;
}
