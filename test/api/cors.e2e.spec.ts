import { describe, expect, it } from '@jest/globals';
import { Instance, setStage } from '../support/index.js';
import { mint } from './minting.js';

const APP = 'https://app.example.org';
const DEVELOPMENT = 'http://127.0.0.1:5173';
const stage = setStage({ CORS_ORIGINS: `${APP}, ${DEVELOPMENT}` });

const ROUTES = [
  ['/graphql', 'POST'],
  ['/graphql', 'GET'],
  ['/export', 'GET'],
  ['/import', 'POST'],
  ['/schema.graphql', 'GET'],
] as const;

/** Sends a browser's preflight request for a page of `origin` that sends a token and JSON. */
function preflight(path: string, method: string, origin: string): Promise<Response> {
  return fetch(stage.api.url + path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type',
    },
  });
}

/** Returns the CORS headers of a response. */
function permissions({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

describe('an origin in CORS_ORIGINS', () => {
  it.each(ROUTES)('may call %s by %s with an access token, but not with cookies', async (path, method) => {
    for (const origin of [APP, DEVELOPMENT]) {
      const response = await preflight(path, method, origin);
      expect(response.status).toBe(204);
      expect(permissions(response)).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': expect.stringContaining(method),
        'access-control-allow-headers': 'authorization,content-type',
        'access-control-max-age': '600',
      });
      expect(permissions(response)).not.toHaveProperty('access-control-allow-credentials');
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });

  it('can read the answers to a valid and to an invalid access token', async () => {
    await stage.client.signIn();
    const { secret } = await mint(stage.client);
    const send = (authorization: string): Promise<Response> =>
      fetch(`${stage.api.url}/graphql`, {
        method: 'POST',
        headers: { origin: APP, authorization, 'content-type': 'application/json' },
        body: '{"query":"{ viewer { displayName } }"}',
      });
    const answer = await send(`Bearer ${secret}`);
    expect(await answer.json()).toEqual({ data: { viewer: { displayName: 'Demo Listener' } } });
    const refused = await send('Bearer hdl_');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    const exported = await fetch(`${stage.api.url}/export`, {
      headers: { origin: APP, authorization: `Bearer ${secret}` },
    });
    expect(await exported.text()).toContain('"type":"profile"');
    for (const response of [answer, refused, exported]) {
      expect(permissions(response)).toEqual({
        'access-control-allow-origin': APP,
        'access-control-expose-headers': 'Retry-After,X-Request-Id',
      });
    }
  });

  it('is refused with a session cookie', async () => {
    await stage.client.signIn();
    const response = await stage.client.fetch('/graphql', {
      method: 'POST',
      headers: { origin: APP, 'content-type': 'application/json' },
      body: '{"query":"{ viewer { id } }"}',
    });
    expect(await response.json()).toMatchObject({
      data: { viewer: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect((await stage.client.fetch('/export', { headers: { origin: APP } })).status).toBe(403);
    const imported = { method: 'POST', headers: { origin: APP, 'content-type': 'application/x-ndjson' } };
    expect((await stage.client.fetch('/import', { ...imported, body: '' })).status).toBe(403);
  });
});

describe('CORS headers', () => {
  it.each(['https://app.example.org.evil.example', 'http://app.example.org', 'null', '*'])(
    'do not allow the origin %s, which is not in CORS_ORIGINS',
    async (origin) => {
      for (const [path, method] of ROUTES) {
        const { 'access-control-allow-origin': allowed } = permissions(await preflight(path, method, origin));
        expect(allowed).toBeUndefined();
      }
    },
  );

  it.each(['/', '/auth/spotify', '/auth/logout', '/graphiql', '/metrics', '/health/live', '/nowhere'])(
    'are absent from the route %s',
    async (path) => {
      expect(permissions(await preflight(path, 'GET', APP))).toEqual({});
      expect(
        permissions(await fetch(stage.api.url + path, { headers: { origin: APP }, redirect: 'manual' })),
      ).toEqual({});
    },
  );

  it('are absent without CORS_ORIGINS', async () => {
    const { instance, api: closed } = await Instance.borrow();
    const response = await fetch(`${closed.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: APP, 'access-control-request-method': 'POST' },
    });
    expect(permissions(response)).toEqual({});
    await instance.close();
  });
});
