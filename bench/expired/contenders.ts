import { z } from 'zod';
import type { SimulatorControl } from '../../apps/simulator/src/index.js';
import { addAccessTokens, type Contender, startPeer } from '../peers/contenders.js';
import { NEXT_PATH, startNextApp } from '../peers/next-app.js';
import { bodyOf, type Entries, queryOnce } from '../peers/rounds.js';
import type { Serving } from '../stage/child.js';
import type { LoadPlan } from '../stage/load.js';
import type { Stage } from '../stage/stage.js';
import type { Crowd } from '../worker/crowd.js';
import { createNextSessions } from './next-sessions.js';

/** Stored lists are always too old, and no limit is reached. Cost and permits are still counted. */
const SETTINGS = {
  TOP_ARTISTS_MAX_AGE_SECONDS: '0',
  SPOTIFY_REQUESTS_PER_30S: '9999999',
  QUERY_COST_PER_MINUTE: '1000000000',
};
/** Requests under way at a time during preparation. */
const CONCURRENCY = 8;

/** A server, and the requests of all listeners with the responses that they must get. */
export interface PreparedContender {
  readonly serving: Serving;
  readonly plan: LoadPlan;
}

export async function prepareHeadliner(stage: Stage, crowd: Crowd): Promise<PreparedContender> {
  const authorizations = await addAccessTokens(stage, crowd.names);
  const serving = await stage.startApi(SETTINGS);
  const headers = authorizations.map((authorization) => ({
    'content-type': 'application/json',
    authorization,
  }));
  const contender = { name: 'Headliner', url: `${serving.url}/graphql`, method: 'POST' } as const;
  return { serving, plan: await prepare(stage.control, crowd, contender, headers) };
}

export async function prepareNextApp(stage: Stage, crowd: Crowd): Promise<PreparedContender> {
  const serving = await startNextApp(stage.control.baseUrl);
  const headers = (await createNextSessions(serving, stage.control, crowd)).map((cookie) => ({ cookie }));
  const contender = { name: 'Next.js', url: serving.url + NEXT_PATH, method: 'GET' } as const;
  return { serving, plan: await prepare(stage.control, crowd, contender, headers) };
}

/** Prepares Apollo + Express whose requests carry Spotify's access tokens: the least that a GraphQL server can do. */
export async function prepareApollo(stage: Stage, crowd: Crowd): Promise<PreparedContender> {
  const { url, serving } = await startPeer('apollo-spotify.js', { SPOTIFY_API_URL: stage.control.baseUrl });
  const headers = crowd.grants.map(({ accessToken }) => ({
    'content-type': 'application/json',
    authorization: `Bearer ${accessToken}`,
  }));
  const contender = { name: 'Apollo + Express', url, method: 'POST' } as const;
  return { serving, plan: await prepare(stage.control, crowd, contender, headers) };
}

/**
 * Checks each listener's list once. Later responses must have the same text.
 *
 * @throws if a response differs from the simulator's list
 */
async function prepare(
  control: SimulatorControl,
  { names, grants }: Crowd,
  contender: Pick<Contender, 'name' | 'url' | 'method'>,
  allHeaders: readonly Readonly<Record<string, string>>[],
): Promise<LoadPlan> {
  const planRequest = async (headers: Readonly<Record<string, string>>, index: number) => {
    const { text, entries } = await queryOnce({ ...contender, headers });
    const expected = await getSimulatorList(control, grants[index]?.accessToken ?? '');
    if (JSON.stringify(entries) !== JSON.stringify(expected))
      throw new Error(
        `No report: the list of ${names[index]} from ${contender.name} differs from Spotify's.`,
      );
    return { headers, expected: text };
  };
  const requests: LoadPlan['requests'][number][] = [];
  for (let from = 0; from < allHeaders.length; from += CONCURRENCY) {
    const several = allHeaders.slice(from, from + CONCURRENCY);
    requests.push(...(await Promise.all(several.map((each, index) => planRequest(each, from + index)))));
  }
  // In turn but shuffled: no listener has two requests under way, which could share one call to Spotify.
  const shuffled = requests
    .map((request) => ({ request, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ request }) => request);
  return { ...contender, ...bodyOf(contender.method), requests: shuffled, order: 'in turn' };
}

const artist = z.object({
  id: z.string(),
  name: z.string(),
  images: z.array(z.object({ url: z.string() })),
});

/** The list that the simulator has for an access token, as all contenders show it. */
async function getSimulatorList({ baseUrl }: SimulatorControl, accessToken: string): Promise<Entries> {
  const response = await fetch(`${baseUrl}/v1/me/top/artists?time_range=short_term&limit=50`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const { items } = z.object({ items: z.array(artist) }).parse(await response.json());
  return items.map(({ id, name, images }, index) => ({
    rank: index + 1,
    artist: { id, name, imageUrl: images[0]?.url ?? null },
  }));
}
