import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../apps/standalone/src/postgres/index.js';
import { Client } from '../../test/support/client.js';
import { authorizationOf } from '../stage/access-token.js';
import { serveProgram, type Serving } from '../stage/child.js';
import type { Stage } from '../stage/stage.js';
import type { Entries } from './ask.js';

/** A server under test, and the requests sent to it. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serving: Serving;
  /** One of these, chosen at random, is sent with each request, so that listeners alternate. */
  readonly authorizations?: readonly string[];
}

const JSON_BODY = { 'content-type': 'application/json' };
/** All limits keep their defaults, except the one that a single listener would use up at once. */
const SETTINGS = { QUERY_COST_PER_MINUTE: '1000000000' };

/** The product as users run it; requests carry an access token. */
export async function startProduct(stage: Stage): Promise<Contender> {
  const serving = await stage.startApi(SETTINGS);
  const browser = new Client(serving.url, stage.control);
  await browser.signIn();
  return {
    name: 'Headliner',
    url: `${serving.url}/graphql`,
    headers: { ...JSON_BODY, authorization: await authorizationOf(browser) },
    serving,
  };
}

const PEERS = [
  { name: 'Apollo + Express', program: 'apollo-express.js' },
  { name: 'Yoga', program: 'yoga.js' },
  { name: 'Mercurius', program: 'mercurius.js' },
  { name: 'Mercurius, JIT', program: 'mercurius.js', environment: { JIT: '1' } },
];

/** Starts the peers, each in its own process. They answer every request with these entries, without authentication. */
export async function startPeers(entries: Entries): Promise<Contender[]> {
  const directory = mkdtempSync(join(tmpdir(), 'headliner-peers-'));
  const file = join(directory, 'entries.json');
  writeFileSync(file, JSON.stringify(entries));
  try {
    const peers: Contender[] = [];
    for (const { name, program, environment } of PEERS) {
      const port = String(await freePort());
      const url = `http://127.0.0.1:${port}`;
      const serving = await serveProgram(
        new URL(`servers/${program}`, import.meta.url).pathname,
        { NODE_ENV: 'production', PORT: port, ENTRIES_FILE: file, ...environment },
        url,
        '/graphql?query=%7B__typename%7D',
        { 'apollo-require-preflight': 'true' },
      );
      peers.push({ name, url: `${url}/graphql`, headers: JSON_BODY, serving });
    }
    return peers;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
