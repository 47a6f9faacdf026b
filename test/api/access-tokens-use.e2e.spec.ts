import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type Client, setStage } from '../support/index.js';
import { until } from '../support/until.js';
import { whileHeld } from './held.js';
import { mint, program, refusal } from './minting.js';
import { signedIn } from './signed-in.js';

const stage = setStage();
const VIEWER = '{ viewer { id displayName } }';
const PAUSE = 'mutation { updateSettings(input: { snapshotsPaused: true }) { viewer { snapshotsPaused } } }';

/** Returns a client that sends an access token of demo_01. */
async function holder(input: Record<string, unknown> = {}): Promise<Client> {
  await stage.client.signIn();
  return program(stage, (await mint(stage.client, input)).secret);
}

async function lastUse(): Promise<number | null> {
  const [row] = await stage.instance.sql<{ at: Date | null }>('SELECT last_used_at AS at FROM access_token');
  return row?.at?.getTime() ?? null;
}

describe('an access token', () => {
  it('authenticates its listener by POST and by GET, without any other header', async () => {
    const who = await holder();
    expect((await who.graphql(VIEWER)).data).toEqual({ viewer: await signedIn(stage.client) });
    const response = await who.fetch(`/graphql?query=${encodeURIComponent(VIEWER)}`);
    expect([response.status, await response.json()]).toMatchObject([200, { data: { viewer: {} } }]);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('takes precedence over a session cookie, and neither reads nor extends that session', async () => {
    const who = await holder();
    const owner = await signedIn(who);
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    expect(await signedIn(other)).not.toEqual(owner);
    who.plant(other.cookie);
    await whileHeld(stage.instance, 'LOCK TABLE session IN ACCESS EXCLUSIVE MODE', async () => {
      expect(await signedIn(who)).toEqual(owner);
    });
  });

  it('with the scope READ can run every query and no mutation', async () => {
    const who = await holder({ scope: 'READ' });
    const all =
      '{ viewer { timezone accessTokens { name } coverage(range: SHORT_TERM) { since } } topArtists { source } }';
    expect((await who.graphql(all)).errors).toBeUndefined();
    for (const mutation of [PAUSE, 'mutation { takeSnapshot { day } }']) {
      expect(refusal(await who.graphql(mutation))).toMatch(/^FORBIDDEN: .* scope WRITE; .* has READ\.$/);
    }
    expect(await stage.instance.sql('SELECT snapshots_paused AS paused FROM listener')).toEqual([
      { paused: false },
    ]);
  });

  it('with the scope WRITE can run queries and mutations', async () => {
    const who = await holder({ scope: 'WRITE' });
    expect((await who.graphql(PAUSE)).data).toEqual({
      updateSettings: { viewer: { snapshotsPaused: true } },
    });
    expect((await who.graphql('{ viewer { snapshotsPaused } }')).data).toEqual({
      viewer: { snapshotsPaused: true },
    });
  });

  it('has its last use recorded at most once in 30 seconds', async () => {
    const who = await holder();
    await who.graphql(VIEWER);
    await until(async () => (await lastUse()) !== null, 'the first use is recorded');
    const recorded = await lastUse();
    await stage.instance.advanceClock(25);
    // The delays outlast the cache, so the database is queried and finds the recorded time recent enough.
    for (const attempt of [1, 2, 3]) {
      await delay(attempt * 200);
      await who.graphql(VIEWER);
    }
    expect(await lastUse()).toBe(recorded);
    await stage.instance.advanceClock(10);
    await until(async () => {
      await who.graphql(VIEWER);
      return (await lastUse()) !== recorded;
    }, 'a later use is recorded');
    const { data } = await stage.client.graphql('{ viewer { accessTokens { lastUsedAt } } }');
    expect(data).toEqual({
      viewer: { accessTokens: [{ lastUsedAt: new Date((await lastUse()) ?? 0).toISOString() }] },
    });
  });

  it('authenticates a request without waiting for its last use to be recorded', async () => {
    const who = await holder();
    await whileHeld(stage.instance, 'SELECT FROM access_token FOR UPDATE', async () => {
      expect((await who.graphql(VIEWER)).errors).toBeUndefined();
      expect(await lastUse()).toBeNull();
    });
  });
});
