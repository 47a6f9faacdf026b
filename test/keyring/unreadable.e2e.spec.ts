import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Client, OurProcess } from '../support/index.js';
import { KeyringStage } from './keyring-stage.js';

jest.setTimeout(90_000);

const stage = new KeyringStage();
const TOP = '{ topArtists(range: SHORT_TERM, limit: 1) { source } }';

let api: OurProcess;
beforeAll(async () => {
  api = await stage.instance.startApi({ KEYRING_FILE: stage.keyring('k1', { k1: 'k1' }) });
});

/** Signs listeners in at an API that has only the first key. Nothing is cached, and the log of Spotify's calls is empty. */
async function signedIn(...names: string[]): Promise<Client[]> {
  const clients = names.map(() => stage.instance.client(api));
  for (const [index, client] of clients.entries()) await client.signIn(names[index]);
  await stage.instance.simulator.control.clearRequests();
  return clients;
}

async function outcome(client: Client | undefined): Promise<unknown> {
  const { errors } = (await client?.graphql(TOP)) ?? {};
  return errors?.[0]?.extensions.code ?? 'served';
}

/** Checks that nothing of the grants has changed but the last error, and that Spotify was not called. */
async function expectUntouched(before: readonly object[]): Promise<void> {
  const without = (grants: readonly object[]) =>
    grants.map((grant) => ({ ...grant, last_error_code: null, last_error_at: null, lease_until: null }));
  expect(without(await stage.grants())).toEqual(without(before));
  expect(await stage.instance.sql('SELECT 1 FROM interruption')).toEqual([]);
  expect(await stage.instance.simulator.control.requests()).toEqual([]);
}

describe('stored tokens that a running process cannot decrypt', () => {
  it('are reported as a misconfiguration when another process has made a new key active', async () => {
    const [client] = await signedIn('demo_01');
    const both = stage.keyring('k2', { k1: 'k1', k2: 'k2' });
    expect((await stage.reencrypt(both).ended).code).toBe(0);
    const before = await stage.grants();
    const { errors } = (await client?.graphql(TOP)) ?? {};
    expect(errors?.[0]?.extensions.code).toBe('SPOTIFY_MISCONFIGURED');
    expect(errors?.[0]?.message).toContain('KEYRING_FILE');
    expect((await client?.graphql('{ viewer { connection { status } } }'))?.data).toEqual({
      viewer: { connection: { status: 'ACTIVE' } },
    });
    await expectUntouched(before);

    // A process with the right keyring serves as before.
    const mended = stage.instance.client(await stage.startApi(both));
    if (client) mended.shareSession(client);
    expect(await outcome(mended)).toBe('served');
  });

  it('fail the snapshots of the day as MISCONFIGURED and end no connection', async () => {
    const worker = await stage.startWorker(stage.keyring('k1', { k1: 'k1' }));
    const second = stage.keyring('k2', { k2: 'k2' });
    await stage.crowd(1, second);
    const before = await stage.grants();
    await stage.instance.sql(
      `INSERT INTO snapshot_schedule (listener_id, due_at, claimable_at)
       SELECT id, clock_now(), clock_now() FROM listener`,
    );
    await worker.untilOutput('has no LONG_TERM snapshot');
    expect(
      await stage.instance.sql(
        'SELECT DISTINCT reason::text, count(*)::int FROM snapshot_failure GROUP BY 1',
      ),
    ).toEqual([{ reason: 'MISCONFIGURED', count: 3 }]);
    expect(worker.logs).toContain('The keyring has no key \\"k2\\"');
    await expectUntouched(before);
  });

  it.each([
    [
      'were moved from another row',
      'SET refresh_token = other.refresh_token, access_token = other.access_token',
    ],
    [
      'were moved from another column',
      'SET access_token = mine.refresh_token, refresh_token = mine.access_token',
    ],
    ['were altered', `SET access_token = overlay(mine.access_token placing 'AAAA' from 200)`],
  ])('are neither used nor ended when they %s', async (_, move) => {
    const [mine, other] = await signedIn('demo_01', 'listener_1');
    await stage.instance.sql(
      `UPDATE spotify_grant AS mine ${move} FROM spotify_grant AS other
       WHERE mine.listener_id = (SELECT id FROM listener WHERE spotify_id = 'demo_01')
         AND other.listener_id = (SELECT id FROM listener WHERE spotify_id = 'listener_1')`,
    );
    const before = await stage.grants();
    expect(await outcome(mine)).toBe('SPOTIFY_MISCONFIGURED');
    await expectUntouched(before);
    expect(await outcome(other)).toBe('served');
  });

  it('do not matter until the access token expires if only the refresh token is unreadable', async () => {
    const [current, expired] = await signedIn('demo_01', 'listener_1');
    await stage.instance.sql(
      `UPDATE spotify_grant SET refresh_token = access_token, access_token_expires_at = CASE
         WHEN listener_id = (SELECT id FROM listener WHERE spotify_id = 'demo_01')
         THEN access_token_expires_at ELSE clock_now() END`,
    );
    const before = await stage.grants();
    expect(await outcome(expired)).toBe('SPOTIFY_MISCONFIGURED');
    await expectUntouched(before);
    expect(await outcome(current)).toBe('served');
  });
});
