import { Agent, request } from 'node:http';
import { z } from 'zod';
import { Client } from '../../test/support/client.js';
import type { Serving } from '../stage/child.js';
import { createAuthorization, type Stage } from '../stage/stage.js';
import type { DayLists } from './listening.js';

/** Connections of each listener; eight listeners have 32. */
const CONNECTIONS = 4;
/** Each listener's artist numbers are this much higher than those of the listener before. */
const SHIFT = 3_000;

const response = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/**
 * Parses the data of a response.
 *
 * @throws if the response has errors
 */
export function parseData(text: string): unknown {
  const { data, errors } = response.parse(JSON.parse(text));
  if (errors) throw new Error(`The API answered with an error: ${errors[0]?.message}`);
  return data;
}

/** A GraphQL client of a signed-in listener that sends one query after the other on one keep-alive connection. */
export class GraphqlClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(
    private readonly url: string,
    private readonly credentials: { readonly cookie: string } | { readonly authorization: string },
  ) {}

  /** Signs in as a listener of the simulator and sends a session cookie. */
  static async withSession(stage: Stage, api: Serving, listener: string): Promise<GraphqlClient> {
    const { cookie } = await signIn(stage, api, listener);
    return new GraphqlClient(`${api.url}/graphql`, { cookie });
  }

  /** Signs in as a listener of the simulator and sends an access token. */
  static async withAccessToken(stage: Stage, api: Serving, listener: string): Promise<GraphqlClient> {
    const authorization = await createAuthorization(await signIn(stage, api, listener));
    return new GraphqlClient(`${api.url}/graphql`, { authorization });
  }

  /** Returns a client of the same listener with its own connection. */
  clone(): GraphqlClient {
    return new GraphqlClient(this.url, this.credentials);
  }

  /**
   * Sends a query. The time is from the first byte sent to the last byte received.
   *
   * @throws if the response has errors
   */
  async query(query: string): Promise<{ data: unknown; milliseconds: number }> {
    const { text, milliseconds } = await this.queryText(query);
    return { data: parseData(text), milliseconds };
  }

  /** Sends a query and returns the unchecked response. */
  async queryText(query: string): Promise<{ text: string; milliseconds: number }> {
    const body = JSON.stringify({ query });
    const startedAt = performance.now();
    const text = await this.send(body);
    return { text, milliseconds: performance.now() - startedAt };
  }

  close(): void {
    this.agent.destroy();
  }

  private send(body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', ...this.credentials };
      const outgoing = request(this.url, { agent: this.agent, method: 'POST', headers }, (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (part: string) => (text += part));
        incoming.on('end', () => resolve(text));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}

async function signIn(stage: Stage, api: Serving, listener: string): Promise<Client> {
  const browser = new Client(api.url, stage.control);
  await browser.signIn(listener);
  return browser;
}

/** A listener with ten years of history, and their connections. */
export interface Caller {
  readonly listenerId: number;
  readonly shift: number;
  readonly lists: readonly DayLists[];
  readonly connections: readonly [GraphqlClient, ...GraphqlClient[]];
}

/** Signs in this many listeners, `demo_01` first. */
export async function signInAll(
  stage: Stage,
  api: Serving,
  lists: readonly DayLists[],
  count: number,
): Promise<[Caller, ...Caller[]]> {
  const createCaller = async (name: string, index: number): Promise<Caller> => {
    const first = await GraphqlClient.withSession(stage, api, name);
    const [listener] = await stage.sql<{ id: number }>('SELECT id FROM listener WHERE spotify_id = $1', [
      name,
    ]);
    const shift = index * SHIFT;
    return {
      listenerId: z.int().parse(listener?.id),
      shift,
      lists: shift === 0 ? lists : lists.map((day) => shiftArtists(day, shift)),
      connections: [first, ...Array.from({ length: CONNECTIONS - 1 }, () => first.clone())],
    };
  };
  const callers: [Caller, ...Caller[]] = [await createCaller('demo_01', 0)];
  for (let index = 1; index < count; index += 1) callers.push(await createCaller(`listener_${index}`, index));
  return callers;
}

/** Makes the API read a listener's histories from PostgreSQL again. */
export async function changeHistory(stage: Stage, listenerId: number): Promise<void> {
  await stage.sql('UPDATE history_revision SET revision = gen_random_uuid() WHERE listener_id = $1', [
    listenerId,
  ]);
}

function shiftArtists(day: DayLists, by: number): DayLists {
  const list = (artists: readonly number[]): number[] => artists.map((artist) => artist + by);
  return {
    SHORT_TERM: list(day.SHORT_TERM),
    MEDIUM_TERM: list(day.MEDIUM_TERM),
    LONG_TERM: list(day.LONG_TERM),
  };
}
