import { describe, expect, it } from '@jest/globals';
import { type Client, setStage } from '../support/index.js';
import { mint, program } from './minting.js';

const stage = setStage();
const NDJSON = { 'content-type': 'application/x-ndjson' };

async function holder(scope: 'READ' | 'WRITE'): Promise<Client> {
  await stage.client.signIn();
  return program(stage, (await mint(stage.client, { scope })).secret);
}

/** Brings a client's own export back in. */
async function importOwn(who: Client): Promise<Response> {
  const lines = await (await who.fetch('/export')).text();
  return who.fetch('/import', { method: 'POST', headers: NDJSON, body: lines });
}

describe('routes beside GraphQL', () => {
  it('with the scope READ: the export, and not the import', async () => {
    const who = await holder('READ');
    const exported = await who.fetch('/export');
    expect([exported.status, exported.headers.getSetCookie()]).toEqual([200, []]);
    expect(await exported.text()).toContain('"displayName":"Demo Listener"');
    const refused = await importOwn(who);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toEqual({
      errors: [{ message: expect.stringContaining('scope WRITE'), extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('with the scope WRITE: both', async () => {
    expect((await importOwn(await holder('WRITE'))).status).toBe(200);
  });

  it.each(['', 'Basic dXNlcjpwYXNzd29yZA==', 'Bearer hdl_0000000000000000000000000002zMCsP'])(
    'with "%s", and a cookie: 401, and how to do it',
    async (authorization) => {
      await stage.client.signIn();
      stage.client.authorization = authorization;
      for (const [path, init] of [
        ['/export', {}],
        ['/import', { method: 'POST', headers: NDJSON, body: '' }],
      ] as const) {
        const response = await stage.client.fetch(path, init);
        expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
        expect(await response.json()).toMatchObject({
          errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
        });
      }
    },
  );

  it('without anything: 401 for a program, a page with the way in for a person', async () => {
    const asked = await stage.client.fetch('/export', { headers: { accept: 'text/html' } });
    expect([asked.status, asked.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
    const page = await asked.text();
    expect(page).toContain('You are not signed in');
    expect(page).toContain('href="/auth/spotify"');
    expect((await stage.client.fetch('/export')).status).toBe(401);
  });
});
