import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mint, revoke } from '../api/minting.js';
import type { Client } from '../support/index.js';
import { RestoreStage } from './restore-stage.js';

jest.setTimeout(180_000);

const stage = new RestoreStage();
const LISTS = '{ topArtists(range: SHORT_TERM) { source } chart(range: SHORT_TERM) { depth } }';
const STATUS = '{ viewer { connection { status } } }';
const [STEADY, ROTATED, LEAVING] = ['demo_01', 'listener_1', 'listener_2'] as const;

/** The clients of three listeners before the backup. */
const browsers = new Map<string, Client>();
let secret: string;

/** Expires all lists and Spotify access tokens, so that the next query refreshes both. */
async function expireAll(): Promise<void> {
  await stage.instance.simulator.control.expireAccessTokens();
  await stage.instance.sql('UPDATE spotify_grant SET access_token_expires_at = clock_now()');
  await stage.instance.sql("UPDATE top_list SET fetched_at = fetched_at - interval '1 hour'");
}

const browserOf = (listener: string): Promise<Client> => stage.browser(browsers.get(listener));

async function sourceFor(listener: string): Promise<unknown> {
  const { data, errors } = await (await browserOf(listener)).graphql(LISTS);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ chart: { depth: 50 } });
  return data?.['topArtists'];
}

beforeAll(async () => {
  for (const listener of [STEADY, ROTATED, LEAVING]) {
    const client = await stage.browser();
    await client.signIn(listener);
    await client.graphql(LISTS);
    browsers.set(listener, client);
  }
  await stage.instance.sql(
    `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
     SELECT listener_id, range, fetched_at::date, complete, fetched_at, artist_ids FROM top_list`,
  );
  const minted = await mint(await browserOf(LEAVING));
  ({ secret } = minted);
  await stage.backUp();

  await stage.instance.simulator.control.setListener(ROTATED, { refreshToken: 'rotate' });
  await expireAll();
  for (const listener of [STEADY, ROTATED]) expect(await sourceFor(listener)).toEqual({ source: 'SPOTIFY' });
  await revoke(await browserOf(LEAVING), minted.accessToken.id);
  const { data } = await (
    await browserOf(LEAVING)
  ).graphql('mutation { deleteAccount(confirm: true) { deletedAt } }');
  expect(data).toEqual({ deleteAccount: { deletedAt: expect.any(String) } });

  await stage.restore();
  await expireAll();
});

describe('a database restored from a backup', () => {
  it('has valid sessions and connections if Spotify has not rotated the refresh token since', async () => {
    expect(await sourceFor(STEADY)).toEqual({ source: 'SPOTIFY' });
    expect((await (await browserOf(STEADY)).graphql(STATUS)).data).toEqual({
      viewer: { connection: { status: 'ACTIVE' } },
    });
  });

  it('has an ended connection if the refresh token was rotated, which a sign-in renews with its history', async () => {
    expect(await sourceFor(ROTATED)).toEqual({ source: 'SNAPSHOT' });
    const client = await browserOf(ROTATED);
    expect((await client.graphql(STATUS)).data).toEqual({
      viewer: { connection: { status: 'REAUTHORIZATION_REQUIRED' } },
    });
    await client.signIn(ROTATED, '?reconnect=true');
    browsers.set(ROTATED, client);
    expect(await sourceFor(ROTATED)).toEqual({ source: 'SPOTIFY' });
  });

  it('contains accounts deleted and access tokens revoked since the backup', async () => {
    const program = await stage.browser();
    program.authorization = `Bearer ${secret}`;
    expect((await program.graphql(LISTS)).data).toMatchObject({ chart: { depth: 50 } });
  });
});
