import { describe, expect, it, jest } from '@jest/globals';
import { createEmptyDatabase } from '../support/index.js';
import { KeyringStage } from './keyring-stage.js';

jest.setTimeout(90_000);

const stage = new KeyringStage();
const APPS = ['api', 'worker'] as const;

/** How a process ends that is not to start; nobody ever listens. */
async function refusal(
  app: (typeof APPS)[number],
  settings: Readonly<Record<string, string>>,
): Promise<string> {
  const process = await stage.spawn(app, settings);
  const ended = new AbortController();
  const end = process.ended.finally(() => ended.abort());
  let heard = false;
  while (!ended.signal.aborted) {
    heard ||= await fetch(process.url).then(
      () => true,
      () => false,
    );
    await Promise.race([end, new Promise((turn) => setTimeout(turn, 5))]);
  }
  expect(heard).toBe(false);
  expect(await end).toEqual({ code: 1, signal: null });
  expect(process.logs).not.toMatch(/^ +at /m);
  return process.logs;
}

describe.each(APPS)('the %s refuses to start', (app) => {
  it.each([
    ['a key that stored tokens need is gone', 'k2', { k2: 'k2' }, 'it has no key "k1"'],
    ['a key has other bytes than it had', 'k1', { k1: 'not k1' }, 'its key "k1" is not the key'],
    ['the old of two keys has other bytes', 'k2', { k1: 'not k1', k2: 'k2' }, 'its key "k1" is not the key'],
  ])('when %s, and changes nothing', async (_, active, keys, problem) => {
    await stage.crowd(12, stage.keyring('k1', { k1: 'k1' }));
    const before = await stage.grants();
    const keyring = stage.keyring(active, keys);
    const said = await refusal(app, { KEYRING_FILE: keyring });
    expect(said).toContain(`KEYRING_FILE: the keyring ${keyring} cannot be used: ${problem}`);
    expect(said).toContain('24 stored tokens are encrypted');
    expect(said).toMatch(/put that (key|one) back/);
    expect(said).toContain('Nothing was changed.');
    expect(await stage.grants()).toEqual(before);
    const ended = await stage.instance.sql('SELECT 1 FROM interruption');
    expect(ended).toEqual([]);
  });

  it('when there is no keyring', async () => {
    const said = await refusal(app, { KEYRING_FILE: '/nowhere/keyring.json' });
    expect(said).toContain(
      'KEYRING_FILE: the keyring /nowhere/keyring.json cannot be used: it cannot be read (ENOENT)',
    );
    expect(said).toContain('Nothing was changed.');
  });

  it('when the migrations have not been run, or PostgreSQL is away', async () => {
    const empty = await createEmptyDatabase();
    const said = await refusal(app, { DATABASE_URL: empty.url });
    expect(said).toContain('its migrations have not been run');
    await empty.drop();
    expect(await refusal(app, { DATABASE_URL: 'postgresql://u:canary@127.0.0.1:1/db' })).toMatch(
      /No connection to the database 127\.0\.0\.1:1\/db/,
    );
  });
});

describe('a keyring that fits', () => {
  it('is one with more keys than are needed, also while nobody has signed in', async () => {
    await stage.startApi(stage.keyring('k3', { k1: 'k1', k3: 'k3' }));
    await stage.crowd(1, stage.keyring('k1', { k1: 'k1' }));
    const api = await stage.startApi(stage.keyring('k2', { k1: 'k1', k2: 'k2', k3: 'k3' }));
    expect(api.logs).toContain('Tokens are still encrypted with the key \\"k1\\"');
  });

  it('is not called wrong for some tokens that are damaged or moved', async () => {
    const keyring = stage.keyring('k1', { k1: 'k1' });
    await stage.crowd(4, keyring);
    await stage.instance.sql(
      `UPDATE spotify_grant SET access_token = refresh_token, refresh_token = overlay(refresh_token placing 'AAAA' from length(refresh_token) - 5)
       WHERE listener_id > (SELECT min(listener_id) FROM spotify_grant)`,
    );
    await stage.startApi(keyring);
  });

  it('takes a few steps in an index to check, however many tokens are stored', async () => {
    await stage.crowd(2_000, stage.keyring('k1', { k1: 'k1' }));
    await stage.instance.sql('ANALYZE spotify_grant');
    const plan = await stage.instance.sql<{ 'QUERY PLAN': string }>(
      'EXPLAIN SELECT min(token_key_id(refresh_token)) FROM spotify_grant',
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('spotify_grant_refresh_key_idx');
  });
});
