import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../apps/standalone/src/postgres/index.js';
import { SimulatorControl } from '../../apps/simulator/src/index.js';
import { Client } from '../../test/support/client.js';
import { serve } from '../stage/child.js';
import { REDIRECT_URIS, type Stage } from '../stage/stage.js';
import type { Table } from '../stage/tables.js';
import { NEXT_PATH, signInToNextApp, startNextApp } from './next-app.js';

const REQUESTS = 20;
/** How long the Next.js app's access tokens live. It goes by the machine's clock, so the benchmark waits that long. */
const LIFETIME_SECONDS = 3;
const MODES = ['omitted', 'rotate'] as const;
type Mode = (typeof MODES)[number];

const QUERY = '{ topArtists(range: SHORT_TERM) { source entries { rank } } }';

/** How 20 concurrent requests went after the access token had expired. */
interface Refreshed {
  readonly tokenCalls: number;
  /** Requests without a list from Spotify. */
  readonly failures: number;
  /** Whether one more request gets a list, with the cookie of the last response to arrive. */
  readonly worksAfter: boolean;
}

/** Compares how Headliner and the Next.js app refresh a token that 20 requests need at once. */
export async function compareRefreshes(stage: Stage): Promise<Table> {
  const columns: string[] = [];
  const results: Refreshed[] = [];
  const titles = { omitted: 'Spotify keeps the refresh token', rotate: 'Spotify replaces the refresh token' };
  for (const mode of MODES) {
    columns.push(`Headliner: ${titles[mode]}`, `Next.js: ${titles[mode]}`);
    results.push(await refreshHeadliner(stage, mode), await refreshNextApp(mode));
  }
  const values = (value: (result: Refreshed) => string): string[] => results.map(value);
  return {
    title: `${REQUESTS} requests at once, after the access token has expired`,
    columns,
    rows: [
      { what: 'token calls', values: values(({ tokenCalls }) => String(tokenCalls)) },
      { what: 'requests that failed', values: values(({ failures }) => String(failures)) },
      {
        what: 'the next request, with the cookie of the last answer',
        values: values(({ worksAfter }) => (worksAfter ? 'works' : 'fails')),
      },
    ],
  };
}

async function refreshHeadliner(stage: Stage, mode: Mode): Promise<Refreshed> {
  // Every stored list is too old, so each request needs a token.
  const api = await stage.startApi({ TOP_ARTISTS_MAX_AGE_SECONDS: '0' });
  try {
    const client = new Client(api.url, stage.control);
    await stage.control.setListener('demo_01', { refreshToken: mode });
    await client.signIn();
    await stage.sql('UPDATE spotify_grant SET access_token_expires_at = clock_now()');
    const ask = async (): Promise<boolean> => {
      const { data } = await client.graphql(QUERY);
      return JSON.stringify(data ?? null).includes('"source":"SPOTIFY"');
    };
    return await countRefreshes(stage.control, ask);
  } finally {
    await api.stop();
    await stage.control.setListener('demo_01', { refreshToken: 'omitted' });
  }
}

async function refreshNextApp(mode: Mode): Promise<Refreshed> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    SIMULATOR_PORT: port,
    SIMULATOR_REDIRECT_URIS: REDIRECT_URIS,
    SIMULATOR_ACCESS_TOKEN_SECONDS: String(LIFETIME_SECONDS),
  };
  const simulator = await serve('simulator', settings, url, '/_control/health');
  const control = new SimulatorControl(url);
  const app = await startNextApp(url);
  try {
    await control.setListener('demo_01', { refreshToken: mode });
    const client = await signInToNextApp(app, control);
    const ask = async (): Promise<boolean> => (await client.fetch(NEXT_PATH)).ok;
    if (!(await ask())) throw new Error('No report: the Next.js app got no list.');
    await delay(LIFETIME_SECONDS * 1_000);
    return await countRefreshes(control, ask);
  } finally {
    await app.stop();
    await simulator.stop();
  }
}

async function countRefreshes(control: SimulatorControl, ask: () => Promise<boolean>): Promise<Refreshed> {
  await control.clearRequests();
  const asked = await Promise.all(Array.from({ length: REQUESTS }, ask));
  const calls = await control.requests();
  return {
    tokenCalls: calls.filter(({ grantType }) => grantType === 'refresh_token').length,
    failures: asked.filter((works) => !works).length,
    worksAfter: await ask(),
  };
}
