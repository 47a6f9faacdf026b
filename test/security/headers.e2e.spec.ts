import { describe, expect, it } from '@jest/globals';
import { type Client, setStage } from '../support/index.js';
import { endpointsIn, logRoutes } from '../support/routes.js';
import { ENDPOINTS, type Endpoint, requestOf } from './endpoints.js';

const stage = setStage({ NODE_OPTIONS: logRoutes });
const everything = Object.entries(ENDPOINTS).toSorted(
  ([, one], [, other]) => Number(one.last ?? 0) - Number(other.last ?? 0),
);

it('covers every route', () => {
  expect(Object.keys(ENDPOINTS).toSorted()).toEqual(endpointsIn(stage.api.logs).toSorted());
});

/** Returns the sources of each directive of the content security policy. */
function policyOf({ headers }: Response): Record<string, string> {
  const directives = (headers.get('content-security-policy') ?? '').split(';').map((each) => each.trim());
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );
}

function expectSafe(route: string, response: Response): void {
  const policy = policyOf(response);
  expect({ route, ...policy }).toMatchObject({
    route,
    'default-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  });
  // Scripts come from Headliner's own files; only GraphiQL's editor writes inline styles.
  expect(policy).not.toHaveProperty('script-src');
  expect([route, policy['style-src']]).toEqual([
    route,
    route === 'GET /graphiql' ? "'self' 'unsafe-inline'" : undefined,
  ]);
  const { headers } = response;
  expect({
    route,
    sniffing: headers.get('x-content-type-options'),
    referrer: headers.get('referrer-policy'),
    frames: headers.get('x-frame-options'),
    opener: headers.get('cross-origin-opener-policy'),
    resource: headers.get('cross-origin-resource-policy'),
    framework: headers.get('x-powered-by'),
  }).toEqual({
    route,
    sniffing: 'nosniff',
    referrer: 'same-origin',
    frames: 'DENY',
    opener: 'same-origin',
    resource: 'same-origin',
    framework: null,
  });
}

async function send(who: Client, endpoint: Endpoint): Promise<Response> {
  const response = await who.fetch(endpoint.path, requestOf(endpoint));
  await response.arrayBuffer();
  return response;
}

describe('every route', () => {
  it('sends the security headers and no X-Powered-By, with any status and any caller', async () => {
    await stage.client.signIn();
    const anonymous = stage.instance.client(stage.api);
    for (const [route, endpoint] of everything) {
      for (const who of [anonymous, stage.client]) expectSafe(route, await send(who, endpoint));
      // An unknown path and an unsupported method.
      expectSafe(
        'no path',
        await anonymous.fetch(`${endpoint.path.split('?', 1)[0]}/nothing`.replace('//', '/')),
      );
      expectSafe('no method', await anonymous.fetch(endpoint.path, { method: 'DELETE' }));
    }
  });

  it('marks personal responses and rejected requests for them as no-store', async () => {
    await stage.client.signIn();
    for (const [route, endpoint] of everything.filter(([, { personal }]) => personal)) {
      for (const who of [stage.instance.client(stage.api), stage.client]) {
        const { status, headers } = await send(who, endpoint);
        // Caches do not store a 303 without an explicit lifetime.
        if (status === 303) continue;
        expect([route, headers.get('cache-control')]).toEqual([route, 'no-store']);
      }
    }
  });

  it('sends Strict-Transport-Security over https only, without subdomains', async () => {
    const secure = await stage.instance.startApi({ PUBLIC_URL: 'https://charts.example.org' });
    for (const [route, endpoint] of everything) {
      const plain = await send(stage.client, endpoint);
      expect([route, plain.headers.get('strict-transport-security')]).toEqual([route, null]);
      const answer = await send(stage.instance.client(secure), endpoint);
      expectSafe(route, answer);
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    }
    await secure.stop();
  });
});
