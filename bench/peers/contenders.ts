import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../apps/standalone/src/postgres/index.js';
import { Client } from '../../test/support/client.js';
import { createAuthorization, type Stage } from '../stage/stage.js';
import { serveProgram, type Serving } from '../stage/child.js';
import { NEXT_PATH, signInToNextApp, startNextApp } from './next-app.js';
import type { Entries } from './rounds.js';
import { randomBytes } from 'node:crypto';
import { hashToken } from '../../apps/api/src/auth/access-token-authenticator.js';
import { TOKEN_BYTES, formatToken } from '../../apps/api/src/auth/token-text.js';

/** A server of the comparison, and what its requests contain. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  /** `POST` sends the GraphQL query. */
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly serving: Serving;
  /** If set, each request has one of these at random. */
  readonly authorizations?: readonly string[];
}

const JSON_BODY = { 'content-type': 'application/json' };
/** Default limits except the one that a single listener would reach at once. */
const SETTINGS = { QUERY_COST_PER_MINUTE: '1000000000' };

/** Starts Headliner as users run it, with a client that has an access token. */
export async function startProduct(stage: Stage, settings = SETTINGS): Promise<Contender> {
  const serving = await stage.startApi(settings);
  const browser = new Client(serving.url, stage.control);
  await browser.signIn();
  return {
    name: 'Headliner',
    url: `${serving.url}/graphql`,
    method: 'POST',
    headers: { ...JSON_BODY, authorization: await createAuthorization(browser) },
    serving,
  };
}

const PEERS = [
  { name: 'Apollo + Express', program: 'apollo-express.js' },
  { name: 'Yoga', program: 'yoga.js' },
  { name: 'Mercurius', program: 'mercurius.js' },
  { name: 'Mercurius, JIT', program: 'mercurius.js', environment: { JIT: '1' } },
];

/** Starts the peers, each in its own process. They answer every request with these entries. */
export async function startPeers(entries: Entries): Promise<Contender[]> {
  const directory = mkdtempSync(join(tmpdir(), 'headliner-peers-'));
  const file = join(directory, 'entries.json');
  writeFileSync(file, JSON.stringify(entries));
  try {
    const peers: Contender[] = [];
    for (const { name, program, environment } of PEERS) {
      const peer = await startPeer(program, { ENTRIES_FILE: file, ...environment });
      peers.push({ name, ...peer, method: 'POST', headers: JSON_BODY });
    }
    return peers;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Starts one of `servers/`. */
export async function startPeer(
  program: string,
  environment: Readonly<Record<string, string>>,
): Promise<Pick<Contender, 'url' | 'serving'>> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const serving = await serveProgram(
    new URL(`servers/${program}`, import.meta.url).pathname,
    { NODE_ENV: 'production', PORT: port, ...environment },
    url,
    '/graphql?query=%7B__typename%7D',
    { 'apollo-require-preflight': 'true' },
  );
  return { url: `${url}/graphql`, serving };
}

/** Starts the Next.js app on the same simulator, with a session cookie. It asks Spotify for each request. */
export async function startNextPeer(stage: Stage): Promise<Contender> {
  const serving = await startNextApp(stage.control.baseUrl);
  const { cookie } = await signInToNextApp(serving, stage.control);
  return { name: 'Next.js', url: serving.url + NEXT_PATH, method: 'GET', headers: { cookie }, serving };
}

const LISTENERS = 1_000;

/** Creates access tokens of these listeners in the database, and returns their `Authorization` headers. */
export async function addAccessTokens(stage: Stage, names: readonly string[]): Promise<string[]> {
  const tokens = names.map(() => formatToken(randomBytes(TOKEN_BYTES)));
  await stage.sql(
    `INSERT INTO access_token (listener_id, hash, name, scope, expires_at)
     SELECT id, hash, 'bench', 'READ', clock_now() + interval '1 day'
     FROM unnest($1::text[], $2::bytea[]) AS added (spotify_id, hash) JOIN listener USING (spotify_id)`,
    [names, tokens.map(hashToken)],
  );
  return tokens.map((token) => `Bearer ${token}`);
}

/** Adds 1,000 listeners with access tokens and the first listener's list. Requests come from them in random order. */
export async function addListeners(stage: Stage, product: Contender): Promise<Contender> {
  const tokens = Array.from({ length: LISTENERS }, () => formatToken(randomBytes(TOKEN_BYTES)));
  await stage.sql(
    `WITH added AS (
       INSERT INTO listener (spotify_account_id)
       SELECT 'crowd-' || n FROM generate_series(1, cardinality($1::bytea[])) AS n
       RETURNING id, split_part(spotify_account_id, '-', 2)::int AS n),
     listed AS (
       INSERT INTO top_list (listener_id, range, fetched_at, complete, artist_ids)
       SELECT added.id, range, clock_now(), complete, artist_ids
       FROM added, (SELECT * FROM top_list WHERE range = 'SHORT_TERM' LIMIT 1) AS first)
     INSERT INTO access_token (listener_id, hash, name, scope, expires_at)
     SELECT id, ($1::bytea[])[n], 'bench', 'READ', clock_now() + interval '1 day' FROM added`,
    [tokens.map(hashToken)],
  );
  await stage.sql('ANALYZE');
  return {
    ...product,
    name: 'Headliner, 1,000 listeners',
    authorizations: tokens.map((token) => `Bearer ${token}`),
  };
}
