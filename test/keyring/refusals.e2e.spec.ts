import { describe, expect, it, jest } from '@jest/globals';
import { createEmptyDatabase } from '../support/index.js';
import { KeyringStage } from './keyring-stage.js';

jest.setTimeout(90_000);

const stage = new KeyringStage();
const MISFITS = {
  gone: ['a key that stored tokens need is gone', 'k2', { k2: 'k2' }, 'it has no key "k1"'],
  changed: ['a key has other bytes than before', 'k1', { k1: 'not k1' }, 'its key "k1" is not the key'],
  oldChanged: [
    'the old of two keys has other bytes',
    'k2',
    { k1: 'not k1', k2: 'k2' },
    'its key "k1" is not the key',
  ],
} as const;

/** Returns what a process logs that refuses to start, and checks that it never listens. */
async function refusal(app: 'api' | 'worker', settings: Readonly<Record<string, string>>): Promise<string> {
  const process = await stage.spawn(app, settings);
  const ended = new AbortController();
  const end = process.ended.finally(() => ended.abort());
  let answered = false;
  while (!ended.signal.aborted) {
    answered ||= await fetch(process.url).then(
      () => true,
      () => false,
    );
    await Promise.race([end, new Promise((turn) => setTimeout(turn, 20))]);
  }
  expect(answered).toBe(false);
  expect(await end).toEqual({ code: 1, signal: null });
  expect(process.logs).not.toMatch(/^ +at /m);
  return process.logs;
}

/** Checks a refusal of a keyring while 24 tokens are stored that need the key `k1`. */
async function expectRefusal(
  [, active, keys, problem]: (typeof MISFITS)[keyof typeof MISFITS],
  refuse: (keyring: string) => Promise<string>,
): Promise<void> {
  await stage.crowd(12, stage.keyring('k1', { k1: 'k1' }));
  const before = await stage.grants();
  const keyring = stage.keyring(active, keys);
  const message = await refuse(keyring);
  expect(message).toContain(`KEYRING_FILE: the keyring ${keyring} cannot be used: ${problem}`);
  expect(message).toContain('24 stored tokens are encrypted');
  expect(message).toMatch(/put that (key|one) back/);
  expect(message).toContain('Nothing was changed.');
  expect(await stage.grants()).toEqual(before);
  expect(await stage.instance.sql('SELECT 1 FROM interruption')).toEqual([]);
}

describe('a keyring that does not fit the stored tokens', () => {
  it.each([
    ['api', MISFITS.gone],
    ['worker', MISFITS.changed],
  ] as const)('ends the %s before it listens, and changes nothing', async (app, misfit) => {
    await expectRefusal(misfit, (keyring) => refusal(app, { KEYRING_FILE: keyring }));
  });

  it.each(Object.values(MISFITS))('is refused when %s', async (...misfit) => {
    await expectRefusal(misfit, (keyring) => stage.refusalOf({ KEYRING_FILE: keyring }));
  });

  it('is refused when only the link of a share needs the key that is gone', async () => {
    const first = stage.keyring('k1', { k1: 'k1' });
    await stage.crowd(1, stage.keyring('k2', { k2: 'k2' }));
    await stage.shareAll(first);
    expect(await stage.warningsOf(stage.keyring('k2', { k1: 'k1', k2: 'k2' }))).toHaveLength(1);
    const message = await stage.refusalOf({ KEYRING_FILE: stage.keyring('k2', { k2: 'k2' }) });
    expect(message).toContain('it has no key "k1", and 1 stored token is encrypted with it');
  });

  it('is refused when its file is missing', async () => {
    const message = await stage.refusalOf({ KEYRING_FILE: '/nowhere/keyring.json' });
    expect(message).toContain(
      'KEYRING_FILE: the keyring /nowhere/keyring.json cannot be used: it cannot be read (ENOENT)',
    );
    expect(message).toContain('Nothing was changed.');
  });

  it('cannot be checked before the migrations have run, or while PostgreSQL is away', async () => {
    const empty = await createEmptyDatabase();
    expect(await stage.refusalOf({ DATABASE_URL: empty.url })).toContain('its migrations have not been run');
    await empty.drop();
    expect(await stage.refusalOf({ DATABASE_URL: 'postgresql://u:canary@127.0.0.1:1/db' })).toMatch(
      /No connection to the database 127\.0\.0\.1:1\/db/,
    );
  });
});

describe('a keyring that fits the stored tokens', () => {
  it('may have more keys than are needed, even before the first sign-in', async () => {
    expect(await stage.warningsOf(stage.keyring('k3', { k1: 'k1', k3: 'k3' }))).toEqual([]);
    await stage.crowd(1, stage.keyring('k1', { k1: 'k1' }));
    expect(await stage.warningsOf(stage.keyring('k2', { k1: 'k1', k2: 'k2', k3: 'k3' }))).toEqual([
      expect.stringContaining('Tokens are still encrypted with the key "k1"'),
    ]);
  });

  it('is accepted although some tokens are damaged or were moved', async () => {
    const keyring = stage.keyring('k1', { k1: 'k1' });
    await stage.crowd(4, keyring);
    await stage.instance.sql(
      `UPDATE spotify_grant SET access_token = refresh_token, refresh_token = overlay(refresh_token placing 'AAAA' from length(refresh_token) - 5)
       WHERE listener_id > (SELECT min(listener_id) FROM spotify_grant)`,
    );
    expect(await stage.warningsOf(keyring)).toEqual([]);
  });

  it('is checked by an index, however many tokens are stored', async () => {
    await stage.crowd(2_000, stage.keyring('k1', { k1: 'k1' }));
    await stage.instance.sql('ANALYZE spotify_grant');
    const plan = await stage.instance.sql<{ 'QUERY PLAN': string }>(
      'EXPLAIN SELECT min(token_key_id(refresh_token)) FROM spotify_grant',
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('spotify_grant_refresh_key_idx');
  });
});
