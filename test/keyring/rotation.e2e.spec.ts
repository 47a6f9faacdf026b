import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { until } from '../support/until.js';
import { KeyringStage } from './keyring-stage.js';

jest.setTimeout(120_000);

const stage = new KeyringStage();
const TOP = '{ topArtists(range: SHORT_TERM, limit: 1) { source } }';
const SHARE = 'mutation { createShare(input: { range: SHORT_TERM }) { share { url } } }';
const SHARES = '{ viewer { shares { url } } }';
const DONE = { code: 0, signal: null };

describe('a rotation of the keyring', () => {
  it('re-encrypts while API and worker serve and refresh, and then needs no old key', async () => {
    const [first, both, last] = [
      stage.keyring('k1', { k1: 'k1' }),
      stage.keyring('k2', { k1: 'k1', k2: 'k2' }),
      stage.keyring('k2', { k2: 'k2' }),
    ];
    await stage.crowd(250, first);
    const earlier = await stage.startApi(first);
    const listeners = ['demo_01', 'listener_1', 'listener_2'].map((name) => ({
      name,
      client: stage.instance.client(earlier),
    }));
    for (const { name, client } of listeners) await client.signIn(name);
    const sharing = listeners[0]?.client;
    expect((await sharing?.graphql(SHARE))?.errors).toBeUndefined();
    const [token = ''] = /(?<=\/s\/)\w{27}/.exec(JSON.stringify(await sharing?.graphql(SHARES))) ?? [];
    expect(token).not.toBe('');
    await earlier.stop();

    const api = await stage.startApi(both);
    await stage.startWorker(both);
    expect(await stage.tokensByKey()).toEqual({ k1: 507 });
    const again = listeners.map(({ client }) => {
      const there = stage.instance.client(api);
      there.shareSession(client);
      return there;
    });
    // Every query finds its token expired and refreshes it.
    const asking = new AbortController();
    const answers: unknown[] = [];
    const load = again.map(async (client) => {
      while (!asking.signal.aborted) {
        await stage.instance.sql(
          `UPDATE spotify_grant SET access_token_expires_at = clock_now()
           WHERE listener_id IN (SELECT id FROM listener WHERE spotify_id NOT LIKE 'crowd%')`,
        );
        await stage.instance.sql('DELETE FROM top_list');
        const { errors } = await client.graphql(TOP);
        answers.push(errors?.[0]?.extensions.code ?? 'served');
        await delay(50);
      }
    });
    const command = stage.reencrypt(both);
    expect(await command.ended).toEqual(DONE);
    asking.abort();
    await Promise.all(load);
    expect(new Set(answers)).toEqual(new Set(['served']));
    expect(command.logs).toMatch(/^Done\. Tokens re-encrypted with "k2": 50\d\.$/m);
    expect(command.logs).toContain('No token needs "k1" any more.');
    expect(await stage.tokensByKey()).toEqual({ k2: 507 });

    const without = stage.instance.client(await stage.startApi(last));
    if (listeners[0]) without.shareSession(listeners[0].client);
    expect((await without.graphql(TOP)).errors).toBeUndefined();
    expect((await without.graphql('{ viewer { connection { status } } }')).data).toEqual({
      viewer: { connection: { status: 'ACTIVE' } },
    });
    expect(JSON.stringify(await without.graphql(SHARES))).toContain(`/s/${token}"`);
  });

  it('resumes after a kill, re-encrypts a locked row later, each token once when run twice at once, and then changes nothing', async () => {
    const both = stage.keyring('k2', { k1: 'k1', k2: 'k2' });
    await stage.crowd(300, stage.keyring('k1', { k1: 'k1' }));
    const holder = new Client({ connectionString: stage.instance.database.url });
    await holder.connect();
    await holder.query('BEGIN');
    const held = 'SELECT listener_id FROM spotify_grant ORDER BY listener_id LIMIT 1';
    await holder.query(`${held} FOR UPDATE`);
    // Because of the locked row it cannot be done before it is killed.
    const killed = stage.reencrypt(both);
    await until(
      async () => ((await stage.tokensByKey())['k2'] ?? 0) > 0,
      'the first tokens are re-encrypted',
    );
    killed.kill('SIGKILL');
    await killed.ended;
    // PostgreSQL may still commit the last batch of the killed process.
    await until(
      async () =>
        (
          await stage.instance.sql(
            "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'headliner-reencrypt'",
          )
        ).length === 0,
      "the killed process's connection has ended",
    );
    const { k1 = 0, k2 = 0 } = await stage.tokensByKey();
    expect(k1).toBeGreaterThan(0);
    expect(k1 + k2).toBe(600);

    const twice = [stage.reencrypt(both), stage.reencrypt(both)];
    // All other rows, also those after the locked one.
    await until(async () => (await stage.tokensByKey())['k2'] === 598, 'all other tokens are re-encrypted');
    await holder.query('COMMIT');
    await holder.end();
    expect(await Promise.all(twice.map(({ ended }) => ended))).toEqual([DONE, DONE]);
    expect(await stage.tokensByKey()).toEqual({ k2: 600 });
    const counts = twice.map(({ logs }) => Number(/re-encrypted with "k2": (\d+)\./.exec(logs)?.[1]));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(k1);

    const before = await stage.grants();
    const idle = stage.reencrypt(both);
    expect(await idle.ended).toEqual(DONE);
    expect(idle.logs).toContain('re-encrypted with "k2": 0.');
    expect(await stage.grants()).toEqual(before);
  });

  it('names listeners whose tokens were moved and leaves those tokens unchanged', async () => {
    const both = stage.keyring('k2', { k1: 'k1', k2: 'k2' });
    const old = stage.keyring('k1', { k1: 'k1' });
    await stage.crowd(3, old);
    await stage.shareAll(old);
    const [first, second] = await stage.grants();
    await stage.instance.sql('UPDATE spotify_grant SET refresh_token = $1 WHERE listener_id = $2', [
      first?.refresh_token,
      second?.listener_id,
    ]);
    await stage.instance.sql(
      `UPDATE share SET token = (SELECT token FROM share WHERE listener_id = $1) WHERE listener_id = $2`,
      [first?.listener_id, second?.listener_id],
    );
    const [, moved] = await stage.grants();
    const command = stage.reencrypt(both);
    expect(await command.ended).toEqual(DONE);
    expect(command.logs).toContain(`The tokens of listener ${second?.listener_id} cannot be read`);
    expect(command.logs).toContain(`The link of a share of listener ${second?.listener_id} cannot be read`);
    expect(command.logs).toContain('"k1" may not be removed yet; tokens that still need it: 2.');
    expect(await stage.tokensByKey()).toEqual({ k1: 2, k2: 7 });
    expect((await stage.grants())[1]?.refresh_token).toEqual(moved?.refresh_token);
  });

  it('gives up a lost key, ends the connections and revokes the shares that need it', async () => {
    const onlySecond = stage.keyring('k2', { k2: 'k2' });
    const onlyFirst = stage.keyring('k1', { k1: 'k1' });
    await stage.crowd(2, onlyFirst);
    await stage.shareAll(onlyFirst);
    await stage.crowd(1, onlySecond);
    await stage.shareAll(onlySecond);
    const wrong = stage.reencrypt(onlySecond, 'k2');
    expect((await wrong.ended).code).toBe(1);
    expect(wrong.logs).toContain('so it is not lost and nothing was changed');

    const command = stage.reencrypt(onlySecond, 'k1');
    expect(await command.ended).toEqual(DONE);
    expect(command.logs).toContain('because their tokens needed "k1": 2.');
    expect(command.logs).toContain('because their links needed "k1": 2.');
    expect(await stage.tokensByKey()).toEqual({ k2: 5 });
    expect((await stage.grants()).map(({ refresh_token }) => refresh_token === null)).toEqual([
      true,
      true,
      false,
    ]);
    expect(await stage.instance.sql('SELECT kind::text FROM interruption WHERE ended_at IS NULL')).toEqual(
      Array(2).fill({ kind: 'REAUTHORIZATION_REQUIRED' }),
    );
    expect(await stage.warningsOf(onlySecond)).toEqual([]);
  });
});
