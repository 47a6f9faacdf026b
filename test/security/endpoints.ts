import { readdirSync } from 'node:fs';
import { PROFILE, fileOf } from '../api/portable-history.js';
import { buildOnce } from '../support/build-once.js';

/** A request to one route of the API, as its pages and programs send it. */
export interface Endpoint {
  readonly path: string;
  readonly method?: 'POST';
  readonly type?: string;
  readonly body?: string;
  /** The response depends on the caller. */
  readonly personal?: true;
  /** The request ends the session. */
  readonly last?: true;
}

const FORM = 'application/x-www-form-urlencoded';

/** A request for every route of the API, by its name in the router. Add new routes here. */
export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'GET /': { path: '/', personal: true },
  'GET /account': { path: '/account', personal: true },
  'GET /account/delete': { path: '/account/delete', personal: true },
  'GET /account/deleted': { path: '/account/deleted', personal: true },
  'GET /artist/:id': { path: '/artist/local%3A1', personal: true },
  'GET /auth/spotify': { path: '/auth/spotify' },
  'GET /auth/spotify/callback': {
    path: '/auth/spotify/callback?code=none&state=none',

    personal: true,
  },
  'GET /compare': { path: '/compare', personal: true },
  'GET /coverage': { path: '/coverage', personal: true },
  'GET /demo/listening-history.zip': { path: '/demo/listening-history.zip' },
  'GET /events': { path: '/events', personal: true },
  'GET /export': { path: '/export', personal: true },
  'GET /graphiql': { path: '/graphiql' },
  'GET /graphiql/assets/:name': { path: `/graphiql/assets/${anAsset('graphiql')}` },
  'GET /health/live': { path: '/health/live' },
  'GET /health/ready': { path: '/health/ready' },
  'GET /metrics': { path: '/metrics' },
  'GET /momentum': { path: '/momentum', personal: true },
  'GET /privacy': { path: '/privacy' },
  'GET /s/:token': { path: '/s/unknown' },
  'GET /s/:token/compare': { path: '/s/unknown/compare', personal: true },
  'GET /s/:token/feed.atom': { path: '/s/unknown/feed.atom' },
  'GET /schema.graphql': { path: '/schema.graphql' },
  'GET /trends': { path: '/trends', personal: true },
  'GET /version': { path: '/version' },
  'GET /web/assets/:name': { path: `/web/assets/${anAsset('web')}` },
  'GET /week': { path: '/week', personal: true },
  'GET /week/:week': { path: '/week/2026-W48', personal: true },
  'GET /year': { path: '/year', personal: true },
  'POST /account/delete': {
    path: '/account/delete',
    method: 'POST',
    type: FORM,
    body: 'confirm=no',
    personal: true,
  },
  'POST /auth/logout': { path: '/auth/logout', method: 'POST', personal: true, last: true },
  'POST /import': {
    path: '/import',
    method: 'POST',
    type: 'application/x-ndjson',
    body: fileOf(PROFILE),
    personal: true,
  },
  '* /assets/': { path: '/assets/headliner.css' },
  '* /assets/fonts/': { path: '/assets/fonts/archivo-latin-wght-normal.woff2' },
  '* /graphql': {
    path: '/graphql',
    method: 'POST',
    type: 'application/json',
    body: '{"query":"{ viewer { id } }"}',
    personal: true,
  },
};

/** Returns the options of `fetch` for an endpoint. */
export function requestOf({ method, type, body }: Endpoint): RequestInit {
  return {
    ...(method && { method }),
    ...(body !== undefined && { body }),
    headers: type === undefined ? {} : { 'content-type': type },
  };
}

/** Returns the file name of a script of a browser app in the last build. */
function anAsset(app: 'graphiql' | 'web'): string {
  buildOnce();
  const name = readdirSync(`dist/apps/${app}/assets`).find((file) => file.endsWith('.js'));
  return name ?? 'not-built.js';
}
