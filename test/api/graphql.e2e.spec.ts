import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  isObjectType,
  printSchema,
} from 'graphql';
import { Instance, type OurProcess } from '../support/index.js';

let instance: Instance;
let api: OurProcess;

beforeAll(async () => {
  ({ instance, api } = await Instance.borrow());
});
afterAll(() => instance?.close());

async function sdl(): Promise<string> {
  return (await fetch(`${api.url}/schema.graphql`)).text();
}

describe('the schema', () => {
  it('equals the committed SDL when the running API is introspected', async () => {
    const { data } = await instance.client(api).graphql(getIntrospectionQuery({ specifiedByUrl: true }));
    const running = buildClientSchema(data as unknown as IntrospectionQuery);
    expect(printSchema(running)).toBe(printSchema(buildSchema(await sdl())));
  });

  it('describes every type, field and argument', async () => {
    const schema = buildSchema(await sdl());
    const types = Object.values(schema.getTypeMap()).filter(
      ({ name, astNode }) => !name.startsWith('__') && astNode,
    );
    const undescribed = types.flatMap((type) => [
      ...(type.description ? [] : [type.name]),
      ...(isObjectType(type) ? Object.values(type.getFields()) : []).flatMap((field) =>
        [field, ...field.args]
          .filter(({ description }) => !description)
          .map(({ name }) => `${type.name}.${name}`),
      ),
    ]);
    expect(types.length).toBeGreaterThan(8);
    expect(undescribed).toEqual([]);
  });
});

describe('GraphQL over HTTP', () => {
  const post = (body: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${api.url}/graphql`, { method: 'POST', headers, body });

  it('answers a query by GET if a header shows that no form sent it', async () => {
    const url = `${api.url}/graphql?query=${encodeURIComponent('{ __typename }')}`;
    expect((await fetch(url)).status).toBe(400);
    const response = await fetch(url, { headers: { 'apollo-require-preflight': 'true' } });
    expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
  });

  it.each([
    ['text', 'text/plain', '{"query":"{ __typename }"}'],
    ['a form', 'application/x-www-form-urlencoded', 'query={__typename}'],
    ['a batch', 'application/json', '[{"query":"{ __typename }"}]'],
    ['half of JSON', 'application/json', '{"query":'],
    ['no query', 'application/json', '{}'],
    [
      'more than 100,000 bytes',
      'application/json',
      JSON.stringify({ query: `{ __typename } #${'x'.repeat(100_000)}` }),
    ],
  ])('refuses %s with a GraphQL error', async (_, type, body) => {
    const response = await post(body, { 'content-type': type });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(response.headers.get('content-type')).toMatch(/json/);
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String) }] });
  });

  const PREFLIGHT = { 'apollo-require-preflight': 'true' };
  const MULTIPART = 'multipart/form-data; boundary=b';
  const part = '--b\r\ncontent-disposition: form-data; name="query"\r\n\r\n{ __typename }\r\n--b--\r\n';

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'query=%7B__typename%7D'],
    ['a form of several parts', MULTIPART, part],
    ['text', 'text/plain', '{"query":"{ __typename }"}'],
    ['GraphQL as it is', 'application/graphql', '{ __typename }'],
    ['bytes', 'application/octet-stream', '{"query":"{ __typename }"}'],
  ])('executes nothing that is sent as %s, whatever other headers are sent', async (_, type, body) => {
    const response = await post(body, { 'content-type': type, ...PREFLIGHT });
    expect([response.status, await response.json()]).toEqual([
      415,
      {
        errors: [
          { message: expect.stringContaining('application/json'), extensions: { code: 'BAD_REQUEST' } },
        ],
      },
    ]);
  });

  it.each(['application/json', 'application/graphql-response+json', '*/*'])(
    'refuses subscriptions, batches and mutations by GET, for those who accept %s',
    async (accept) => {
      const headers = { 'content-type': 'application/json', accept };
      const query = (text: string): string => `${api.url}/graphql?query=${encodeURIComponent(text)}`;
      const refused: readonly [number, Response][] = [
        [400, await post(JSON.stringify({ query: 'subscription { viewer { id } }' }), headers)],
        [400, await post(JSON.stringify({ query: 'subscription { anything }' }), headers)],
        [405, await fetch(query('subscription { viewer { id } }'), { headers })],
        [400, await post('[{"query":"{ __typename }"},{"query":"{ __typename }"}]', headers)],
        [405, await fetch(query('mutation { takeSnapshot { day } }'), { headers })],
        [
          405,
          await fetch(`${api.url}/graphql`, { method: 'PUT', headers, body: '{"query":"{ __typename }"}' }),
        ],
      ];
      for (const [status, response] of refused) {
        expect([response.status, await response.json()]).toMatchObject([
          status,
          { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
        ]);
      }
    },
  );

  it.each([
    ['{ viewer {', undefined, 400, 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', undefined, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($limit: Int!) { topArtists(limit: $limit) { source } }', { limit: 'x' }, 400, 'BAD_USER_INPUT'],
  ])('rejects %s with the standard code', async (query, variables, status, code) => {
    const response = await post(JSON.stringify({ query, variables }), { 'content-type': 'application/json' });
    expect([response.status, await response.json()]).toMatchObject([
      status,
      { errors: [{ message: expect.not.stringContaining('inside Headliner'), extensions: { code } }] },
    ]);
  });
});

describe('every answer', () => {
  it.each(['/', '/nowhere', '/graphql', '/graphiql', '/health/live', '/schema.graphql'])(
    '%s comes with the headers that keep a browser safe',
    async (path) => {
      const { headers } = await fetch(api.url + path, { headers: { accept: 'text/html' } });
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('is a page for browsers and JSON for programs if the address is unknown', async () => {
    const page = await fetch(`${api.url}/nowhere`, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    const json = await fetch(`${api.url}/nowhere`);
    expect([json.status, await json.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });

  it('never contains an address from a request header', async () => {
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    };
    const response = await fetch(`${api.url}/auth/spotify`, { headers, redirect: 'manual' });
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.searchParams.get('redirect_uri')).toBe(`${api.url}/auth/spotify/callback`);
  });
});

it('behind https the cookie is limited to https and this host', async () => {
  const secure = await instance.startApi({ PUBLIC_URL: 'https://charts.example.org' });
  const response = await fetch(`${secure.url}/auth/spotify`, { redirect: 'manual' });
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-headliner-sign-in-[\w-]+=/);
  expect(cookie.split('; ')).toEqual(
    expect.arrayContaining(['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']),
  );
  expect(response.headers.get('strict-transport-security')).toContain('max-age=');
  expect(new URL(response.headers.get('location') ?? '').searchParams.get('redirect_uri')).toBe(
    'https://charts.example.org/auth/spotify/callback',
  );
  await secure.stop();
});
