import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { CacheUser, fetchedAt, HOT } from './cache-user.js';
import { importFile, exportFile } from './portable-history.js';

const stage = setStage();
const user = new CacheUser(stage);
beforeEach(() => user.signIn());

describe('the response cache', () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      'a mutation by token',
      () => user.program.graphql('mutation { updateSettings(input: {}) { viewer { id } } }'),
    ],
    ['a mutation in the browser', () => stage.client.graphql('mutation { takeSnapshot { day } }')],
    ['an import', () => importNothing()],
    ['a sign-in', () => stage.instance.client(stage.api).signIn()],
    ['a sign-out', () => signOut()],
    ['a new list from Spotify', () => stage.client.graphql('{ topArtists(limit: 100) { source } }')],
  ])('does not return an older answer after %s', async (_, change) => {
    await user.send(HOT);
    // The UPDATE bypasses this process, so the cache does not notice it.
    await user.sendUntilHit(HOT);
    await stage.instance.sql("UPDATE top_list SET fetched_at = fetched_at - interval '1 minute'");
    await change();
    const [stored] = await stage.instance.sql<{ fetched_at: Date }>(
      "SELECT fetched_at FROM top_list WHERE range = 'MEDIUM_TERM'",
    );
    expect(fetchedAt(await user.send(HOT))).toBe(stored?.fetched_at.toISOString());
  });

  it('returns no answer after the account is deleted', async () => {
    await user.send(HOT);
    await user.sendUntilHit(HOT);
    const { errors } = await stage.client.graphql('mutation { deleteAccount(confirm: true) { deletedAt } }');
    expect(errors).toBeUndefined();
    expect(fetchedAt(await user.send(HOT))).toBeUndefined();
  });
});

async function importNothing(): Promise<void> {
  const { status } = await importFile(stage.client, await exportFile(stage.client));
  expect(status).toBe(200);
}

async function signOut(): Promise<void> {
  const { origin } = new URL(stage.api.url);
  const { status } = await stage.client.fetch('/auth/logout', { method: 'POST', headers: { origin } });
  expect(status).toBe(303);
}

it('the response cache never returns a list past its maximum age, whenever the answer was stored', async () => {
  const first = fetchedAt(await user.send(HOT));
  const left = 900 - (Date.now() - Date.parse(String(first))) / 1_000;
  const ahead = left - 2;
  await stage.instance.advanceClock(ahead);
  const tooOldAt = Date.parse(String(first)) + 1_000 * (900 - ahead);
  const before = await user.hits();
  let lateAnswers = 0;
  while (lateAnswers < 10) {
    const isLate = Date.now() >= tooOldAt;
    const answer = await user.send(HOT);
    if (isLate) expect(fetchedAt(answer)).not.toBe(first);
    if (isLate) lateAnswers += 1;
    await delay(15);
  }
  expect(await user.hits()).toBeGreaterThan(before);
});
