import { describe, expect, it } from '@jest/globals';
import { type Client, setStage } from '../support/index.js';
import { mint, program } from './minting.js';

const stage = setStage();
const NDJSON = { 'content-type': 'application/x-ndjson' };

async function holder(scope: 'READ' | 'WRITE'): Promise<Client> {
  await stage.client.signIn();
  return program(stage, (await mint(stage.client, { scope })).secret);
}

/** Imports the client's own export. */
async function importOwn(who: Client): Promise<Response> {
  const lines = await (await who.fetch('/export')).text();
  return who.fetch('/import', { method: 'POST', headers: NDJSON, body: lines });
}

describe('the routes for export and import', () => {
  it('allow an export and refuse an import with a token of scope READ', async () => {
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

  it('allow an export and an import with a token of scope WRITE', async () => {
    expect((await importOwn(await holder('WRITE'))).status).toBe(200);
  });

  it.each(['', 'Basic dXNlcjpwYXNzd29yZA==', 'Bearer hdl_0000000000000000000000000002zMCsP'])(
    'answer 401 and WWW-Authenticate to the Authorization header "%s", despite a session cookie',
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

  it('answer 401 without credentials, with a sign-in page for a browser', async () => {
    const response = await stage.client.fetch('/export', { headers: { accept: 'text/html' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      401,
      'text/html; charset=utf-8',
    ]);
    const page = await response.text();
    expect(page).toContain('You are not signed in');
    expect(page).toContain('href="/auth/spotify"');
    expect((await stage.client.fetch('/export')).status).toBe(401);
  });
});
