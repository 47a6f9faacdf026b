import { describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { setStage } from '../support/index.js';
import { endpointsIn, logRoutes } from '../support/routes.js';
import { ENDPOINTS, requestOf } from './endpoints.js';
import { operationsOf } from './operations.js';

const stage = setStage({
  NODE_OPTIONS: logRoutes,
  QUERY_COST_MAX: '1000000',
  QUERY_COST_PER_MINUTE: '1000000',
});

/** Every route that is open to callers who are not signed in. Each carries `@Public()`, or is not a route of Nest. */
const PUBLIC = [
  '* /assets/',
  '* /assets/fonts/',
  'GET /',
  'GET /account',
  'GET /account/delete',
  'GET /account/deleted',
  'GET /artist/:id',
  'GET /auth/spotify',
  'GET /auth/spotify/callback',
  'GET /compare',
  'GET /coverage',
  'GET /events',
  'GET /graphiql',
  'GET /graphiql/assets/:name',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /momentum',
  'GET /privacy',
  'GET /s/:token',
  'GET /s/:token/compare',
  'GET /s/:token/feed.atom',
  'GET /schema.graphql',
  'GET /trends',
  'GET /version',
  'GET /web/assets/:name',
  'GET /week',
  'GET /week/:week',
  'GET /year',
  'POST /account/delete',
  'POST /auth/logout',
];
/** Routes that answer these callers with 401. GraphQL rejects them per field. */
const GUARDED = ['GET /demo/listening-history.zip', 'GET /export', 'POST /import'];

describe('a caller who is not signed in', () => {
  it('reaches exactly the public routes', async () => {
    const routes = endpointsIn(stage.api.logs);
    expect(routes.filter((route) => route !== '* /graphql').sort()).toEqual([...PUBLIC, ...GUARDED].sort());
    const rejected: string[] = [];
    for (const route of routes) {
      const endpoint = ENDPOINTS[route];
      if (!endpoint) throw new Error(`endpoints.ts has no request for ${route}`);
      const response = await stage.instance.client(stage.api).fetch(endpoint.path, {
        ...requestOf(endpoint),
        redirect: 'manual',
      });
      await response.arrayBuffer();
      if (response.status === 401) rejected.push(route);
    }
    expect(rejected.sort()).toEqual(GUARDED);
  });

  it('gets UNAUTHENTICATED from every root field of the schema but sharedChart', async () => {
    const schema = buildSchema(readFileSync('apps/api/src/graphql/schema.graphql', 'utf8'));
    const roots = [schema.getQueryType(), schema.getMutationType()].filter((root) => root !== null);
    const fields = roots.flatMap((root) =>
      Object.keys((root as GraphQLObjectType).getFields()).map((field) => `${root?.name}.${field}`),
    );
    // A value for every argument that the fields below a root may require.
    const values = new Proxy<Record<string, readonly unknown[]>>(
      {},
      { get: (_, place) => [valueFor(String(place))] },
    );
    const operations = new Map(operationsOf(schema, values).map((operation) => [operation.field, operation]));
    expect([...operations.keys()].sort()).toEqual(fields.sort());
    for (const { field, query, variables } of operations.values()) {
      const { errors, data } = await stage.client.graphql(query, variables);
      const code = field === 'Query.sharedChart' ? 'NOT_FOUND' : 'UNAUTHENTICATED';
      expect([field, errors?.map(({ extensions }) => extensions?.['code'])]).toEqual([field, [code]]);
      expect(Object.values(data ?? {})).toEqual([null]);
    }
  });
});

function valueFor(place: string): unknown {
  if (/\.(on|from|to|before|comparedTo)$/.test(place) && !place.startsWith('Query.charts.before'))
    return '2026-11-01';
  if (/\.(limit|first|last|expiresInDays)$/.test(place)) return 1;
  if (place.endsWith('.year')) return 2026;
  if (/\.(confirm|snapshotsPaused|showName)$/.test(place)) return true;
  return 'text';
}
