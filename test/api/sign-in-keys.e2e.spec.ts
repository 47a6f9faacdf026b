import { describe, expect, it } from '@jest/globals';
import { demoListeners } from '../support/simulators.js';
import { setStage } from '../support/index.js';
import { signedIn } from './signed-in.js';

const stage = setStage();
const { id, accountId } = demoListeners.main;

type Missing = 'id' | 'account_id';

/** Signs in a new browser while the profile lacks some keys; returns the listener. */
async function signIn(...leaveOut: Missing[]): Promise<unknown> {
  await stage.control.clearFaults();
  await stage.control.setFault({ endpoint: 'me', fault: { kind: 'fields', leaveOut }, times: 1 });
  const browser = stage.instance.client(stage.api);
  expect((await browser.signIn('demo_01')).status).toBe(303);
  return signedIn(browser);
}

const listeners = (): Promise<unknown[]> =>
  stage.instance.sql('SELECT spotify_id, spotify_account_id FROM listener ORDER BY id');

describe('a sign-in whose profile lacks a key', () => {
  it('without id: signs the listener in by account id, and recognises them later', async () => {
    const first = await signIn('id');
    expect(first).toMatchObject({ displayName: 'Demo Listener' });
    expect(await listeners()).toEqual([{ spotify_id: null, spotify_account_id: accountId }]);
    expect(await signIn('id')).toEqual(first);
    expect(await signIn()).toEqual(first);
    expect(await listeners()).toEqual([{ spotify_id: id, spotify_account_id: accountId }]);
    expect(await signIn('id')).toEqual(first);
    expect(await signIn('account_id')).toEqual(first);
    expect(await listeners()).toEqual([{ spotify_id: id, spotify_account_id: accountId }]);
  });

  it('without account id at first: finds the same listener once Spotify sends both', async () => {
    const first = await signIn('account_id');
    expect(await listeners()).toEqual([{ spotify_id: id, spotify_account_id: null }]);
    expect(await signIn()).toEqual(first);
    expect(await signIn('id')).toEqual(first);
    expect(await listeners()).toEqual([{ spotify_id: id, spotify_account_id: accountId }]);
  });

  it('with either key alone before both are sent: the account id decides from then on', async () => {
    const byAccount = await signIn('id');
    const byId = await signIn('account_id');
    expect(byId).not.toEqual(byAccount);
    expect(await signIn()).toEqual(byAccount);
    expect(await signIn('account_id')).toEqual(byAccount);
    expect(await signIn('id')).toEqual(byAccount);
  });

  it('with an id that another account had before: finds the account that has it now', async () => {
    await stage.instance.sql("INSERT INTO listener (spotify_account_id) VALUES ('younger account')");
    const mine = await signIn();
    await stage.instance.sql(
      "INSERT INTO listener (spotify_id, spotify_account_id, display_name) VALUES ($1, 'former holder', 'Former')",
      [id],
    );
    expect(await signIn()).toEqual(mine);
    expect(await signIn('account_id')).toEqual(mine);
    expect(await stage.instance.sql("SELECT spotify_id FROM listener WHERE display_name = 'Former'")).toEqual(
      [{ spotify_id: null }],
    );
  });

  it('ten concurrent sign-ins with either key or both: create one listener', async () => {
    const first = await signIn();
    await stage.control.setFault({ endpoint: 'me', fault: { kind: 'fields', leaveOut: ['id'] }, times: 3 });
    await stage.control.setFault({
      endpoint: 'me',
      fault: { kind: 'fields', leaveOut: ['account_id'] },
      times: 3,
    });
    const browsers = Array.from({ length: 10 }, () => stage.instance.client(stage.api));
    await Promise.all(browsers.map((browser) => browser.signIn('demo_01')));
    for (const browser of browsers) expect(await signedIn(browser)).toEqual(first);
    expect(await listeners()).toHaveLength(1);
  });

  it.each([
    ['neither key', { leaveOut: ['id', 'account_id'] }],
    ['empty keys', { set: { id: '', account_id: '' } }],
    ['an account id with NUL', { set: { account_id: 'a\u0000' } }],
    ['an account id that is a number', { set: { account_id: 7 } }],
  ])('%s: shows an error page and signs no listener in', async (_, fields) => {
    await stage.control.setFault({ endpoint: 'me', fault: { kind: 'fields', ...fields }, times: 1 });
    const response = await stage.client.signIn('demo_01');
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('is not available');
    expect(await listeners()).toEqual([]);
    expect(stage.api.logs).toContain('account_id');
  });

  it('with an unreadable id: the account id is enough', async () => {
    await stage.control.setFault({
      endpoint: 'me',
      fault: {
        kind: 'fields',
        set: { id: 'x\u0000', display_name: 'a\u0000b\ud800', images: [{ url: 'https://i.scdn.co/\u0000' }] },
      },
      times: 1,
    });
    expect((await stage.client.signIn('demo_01')).status).toBe(303);
    expect(await signedIn(stage.client)).toMatchObject({ displayName: 'ab\ufffd' });
    expect(await stage.instance.sql('SELECT spotify_id, image_url FROM listener')).toEqual([
      { spotify_id: null, image_url: null },
    ]);
  });
});
