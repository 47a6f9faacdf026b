import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Client } from '../support/client.js';
import { type Deed, type Ground, inTurn } from './ground.js';
import { mintToken } from './minting.js';

const WHO = '{ viewer { id } }';
const viewer = z.object({ viewer: z.object({ id: z.string() }) });
/** Every process notices a revoked token within a second; a busy machine gets more time. */
const LONGEST_MS = 30_000;

/**
 * A listener signs in, creates an access token, uses it, revokes it, is refused with it, and signs out. The listener's
 * id must never change.
 */
export function visitDeed(ground: Ground, names: readonly string[]): Deed {
  const next = inTurn(names);
  const ids = new Map<string, unknown>();
  return {
    name: 'sign-in, token, sign-out',
    async run() {
      const name = next();
      const [browser, program] = [
        new Client(ground.url, ground.control),
        new Client(ground.url, ground.control),
      ];
      await signIn(browser, name);
      const id = await viewerOf(browser);
      assert.equal(id, ids.get(name) ?? id);
      ids.set(name, id);

      const token = await mintToken(browser);
      program.authorization = `Bearer ${token.secret}`;
      assert.equal(await viewerOf(program), id);
      const revoked = await browser.graphql(
        'mutation ($id: ID!) { revokeAccessToken(id: $id) { accessToken { id } } }',
        { id: token.id },
      );
      assert.equal(revoked.errors, undefined);
      const asked = await untilRefused(program);

      const out = await browser.fetch('/auth/logout', { method: 'POST', headers: { origin: ground.url } });
      assert.equal(out.status, 303);
      assert.equal(await untilRefused(browser), 1);
      return 8 + asked;
    },
  };
}

/** Signs in with 2 requests. */
export async function signIn(browser: Client, name: string): Promise<void> {
  const back = await browser.signIn(name);
  assert.deepEqual([back.status, back.headers.get('location')], [303, '/']);
}

async function viewerOf(who: Client): Promise<string> {
  const { data, errors } = await who.graphql(WHO);
  assert.equal(errors, undefined);
  return viewer.parse(data).viewer.id;
}

/** Sends requests until the token is refused; returns their number. */
async function untilRefused(who: Client): Promise<number> {
  const limit = performance.now() + LONGEST_MS;
  for (let asked = 1; performance.now() < limit; asked += 1) {
    const { errors } = await who.graphql(WHO);
    if (errors?.[0]?.extensions.code === 'UNAUTHENTICATED') return asked;
    assert.equal(errors, undefined);
    await delay(100);
  }
  throw new assert.AssertionError({ message: 'a session or token that has ended is still believed' });
}
