import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { GraphqlClient } from '../charts/clients.js';
import type { Serving } from '../stage/child.js';
import { residentMb } from '../stage/measure.js';
import { Stage } from '../stage/stage.js';
import { printTables } from '../stage/tables.js';
import { type Measured, report } from './report.js';

const STARTS = 5;
const TIMES = 300;
const WARM_UP = 100;
/** Limits that no query reaches; and every stored list is too old, so that each query calls Spotify. */
const SETTINGS = {
  SPOTIFY_REQUESTS_PER_30S: '9999999',
  QUERY_COST_PER_MINUTE: '1000000000',
  TOP_ARTISTS_MAX_AGE_SECONDS: '0',
};
const LISTENER = 'demo_01';
const QUERY = '{ topArtists(range: SHORT_TERM, limit: 50) { source entries { artist { id } } } }';

const apiResponse = z.object({
  topArtists: z.object({
    source: z.literal('SPOTIFY'),
    entries: z.array(z.object({ artist: z.object({ id: z.string() }) })).length(50),
  }),
});
const spotifyResponse = z.object({ items: z.array(z.object({ id: z.string() })).length(50) });

const stage = await Stage.open();
try {
  const api = await measureStarts(() => stage.startApi({}));
  const worker = await measureStarts(() => stage.startWorker());
  printTables(report({ api, worker, lists: await measureLists() }));
} finally {
  await stage.close();
}

/** Measures startups until the process is ready, and its memory then. */
async function measureStarts(start: () => Promise<Serving>): Promise<Measured['api']> {
  const starts: { readyMs: number; residentMb: number }[] = [];
  for (let time = 0; time < STARTS; time += 1) {
    const startedAt = performance.now();
    const serving = await start();
    starts.push({ readyMs: performance.now() - startedAt, residentMb: residentMb(serving.pid) });
    await serving.stop();
  }
  return starts;
}

/** Requests the same list of Spotify in turn through `topArtists` and directly. */
async function measureLists(): Promise<Measured['lists']> {
  const api = await stage.startApi(SETTINGS);
  const client = await GraphqlClient.withAccessToken(stage, api, LISTENER);
  const { accessToken } = await stage.control.grant({ listener: LISTENER });
  const throughApi: number[] = [];
  const direct: number[] = [];
  for (let time = 0; time < WARM_UP + TIMES; time += 1) {
    const [one, other] = [await requestFromApi(client), await requestFromSpotify(accessToken)];
    if (!isDeepStrictEqual(one.ids, other.ids)) throw new Error('No report: the lists differ.');
    if (time < WARM_UP) continue;
    throughApi.push(one.milliseconds);
    direct.push(other.milliseconds);
  }
  client.close();
  await api.stop();
  return { throughApi, direct };
}

interface TimedList {
  readonly ids: readonly string[];
  readonly milliseconds: number;
}

/** @throws if the list did not come from Spotify */
async function requestFromApi(client: GraphqlClient): Promise<TimedList> {
  const { data, milliseconds } = await client.query(QUERY);
  return { ids: apiResponse.parse(data).topArtists.entries.map(({ artist }) => artist.id), milliseconds };
}

async function requestFromSpotify(accessToken: string): Promise<TimedList> {
  const startedAt = performance.now();
  const response = await fetch(`${stage.control.baseUrl}/v1/me/top/artists?time_range=short_term&limit=50`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const { items } = spotifyResponse.parse(await response.json());
  return { ids: items.map(({ id }) => id), milliseconds: performance.now() - startedAt };
}
