import assert from 'node:assert/strict';
import { z } from 'zod';
import { Client } from '../support/client.js';
import type { Ground } from './ground.js';
import { mintToken } from './minting.js';
import type { Past } from './past.js';

const answer = z.object({ data: z.unknown(), errors: z.unknown().optional() });

/** Returns the data of an answer; throws if it contains errors. */
export function dataOf(text: string): unknown {
  const { data, errors } = answer.parse(JSON.parse(text));
  assert.equal(JSON.stringify(errors), undefined);
  return data;
}

/** A listener with a history, whose program uses an access token. */
export class Resident {
  private constructor(
    readonly name: string,
    readonly listenerId: number,
    readonly past: Past,
    private readonly program: Client,
  ) {}

  /** Signs a listener in, creates an access token, and records the past. */
  static async settle(ground: Ground, name: string, past: Past): Promise<Resident> {
    const browser = new Client(ground.url, ground.control);
    await browser.signIn(name);
    const program = new Client(ground.url, ground.control);
    program.authorization = `Bearer ${(await mintToken(browser)).secret}`;
    const [listener] = await ground.sql<{ id: number }>('SELECT id FROM listener WHERE spotify_id = $1', [
      name,
    ]);
    const resident = new Resident(name, z.int().parse(listener?.id), past, program);
    await past.record(ground, resident.listenerId);
    return resident;
  }

  /** Sends a query and returns the answer as text. */
  async ask(query: string): Promise<string> {
    const response = await this.program.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return response.text();
  }

  async download(): Promise<string> {
    return (await this.program.fetch('/export')).text();
  }
}
