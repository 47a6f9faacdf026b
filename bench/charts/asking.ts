import { Agent, request } from 'node:http';
import { z } from 'zod';
import { Client } from '../../test/support/client.js';
import { authorizationOf } from '../stage/access-token.js';
import type { Serving } from '../stage/child.js';
import type { Stage } from '../stage/stage.js';

const answer = z.object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() });

/** Returns the data of an answer; throws if the answer contains an error. */
export function dataOf(text: string): unknown {
  const { data, errors } = answer.parse(JSON.parse(text));
  if (errors) throw new Error(`The API answers with an error: ${errors[0]?.message}`);
  return data;
}

/** A signed-in client that sends one request after the other over one keep-alive connection. */
export class Asking {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(
    private readonly url: string,
    private readonly credentials: { readonly cookie: string } | { readonly authorization: string },
  ) {}

  /** Signs in as one of the simulator's listeners and sends requests with the session cookie. */
  static async signIn(stage: Stage, api: Serving, listener: string): Promise<Asking> {
    const { cookie } = await signedIn(stage, api, listener);
    return new Asking(`${api.url}/graphql`, { cookie });
  }

  /** Signs in and sends requests with an access token. */
  static async asProgram(stage: Stage, api: Serving, listener: string): Promise<Asking> {
    const authorization = await authorizationOf(await signedIn(stage, api, listener));
    return new Asking(`${api.url}/graphql`, { authorization });
  }

  /** Opens another connection for this listener. */
  beside(): Asking {
    return new Asking(this.url, this.credentials);
  }

  /**
   * Sends a request and measures the time from the first byte sent to the last byte received, in milliseconds.
   *
   * @throws if the answer contains an error
   */
  async ask(query: string): Promise<{ data: unknown; milliseconds: number }> {
    const { text, milliseconds } = await this.askForText(query);
    return { data: dataOf(text), milliseconds };
  }

  /** Sends a request and measures it, without parsing the answer. */
  async askForText(query: string): Promise<{ text: string; milliseconds: number }> {
    const body = JSON.stringify({ query });
    const began = performance.now();
    const text = await this.send(body);
    return { text, milliseconds: performance.now() - began };
  }

  close(): void {
    this.agent.destroy();
  }

  private send(body: string): Promise<string> {
    return new Promise((done, fail) => {
      const headers = { 'content-type': 'application/json', ...this.credentials };
      const asking = request(this.url, { agent: this.agent, method: 'POST', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => done(text));
      });
      asking.on('error', fail);
      asking.end(body);
    });
  }
}

async function signedIn(stage: Stage, api: Serving, listener: string): Promise<Client> {
  const browser = new Client(api.url, stage.control);
  await browser.signIn(listener);
  return browser;
}
