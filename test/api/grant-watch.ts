import { beforeEach, expect } from '@jest/globals';
import { z } from 'zod';
import { type Client, setStage, type Stage } from '../support/index.js';
import { until } from '../support/until.js';

export const TOP_ARTISTS =
  'query ($limit: Int! = 50) { topArtists(limit: $limit) { source entries { rank } } }';
const CONNECTION =
  '{ viewer { connection { status authorizedAt reauthorizeBy lastErrorCode reconnectUrl } } }';

const viewer = z.object({ viewer: z.object({ connection: z.record(z.string(), z.unknown()) }) });

/** Matches a list that was fetched from Spotify. */
export const served = { source: 'SPOTIFY', entries: expect.any(Array) };

/** Sets a stage with a signed-in listener and without fresh cached lists, so every request needs Spotify. */
export function setConnectedStage(): Stage {
  const stage = setStage({ TOP_ARTISTS_MAX_AGE_SECONDS: '0', SPOTIFY_REQUESTS_PER_30S: '1000' });
  beforeEach(async () => {
    await stage.client.signIn();
    await stage.control.clearRequests();
  });
  return stage;
}

/** Observes a grant from outside: its lists, its status and its calls to Spotify. */
export class GrantWatch {
  constructor(private readonly stage: Stage) {}

  /** Requests the top artists, and returns the list or the code of the error. */
  async outcome(who: Client = this.stage.client): Promise<unknown> {
    const { data, errors } = await who.graphql(TOP_ARTISTS);
    return errors?.[0]?.extensions.code ?? data?.['topArtists'];
  }

  async connection(): Promise<Record<string, unknown>> {
    return viewer.parse((await this.stage.client.graphql(CONNECTION)).data).viewer.connection;
  }

  async tokenCalls(): Promise<number> {
    return (await this.stage.control.requests()).filter(({ path }) => path === '/api/token').length;
  }

  /** Resolves once a refresh has arrived at Spotify, which has decided its answer but not sent it. */
  async refreshUnderWay(): Promise<void> {
    await until(
      async () => (await this.stage.control.counters()).concurrentRefreshes.now > 0,
      'a refresh that has arrived at Spotify',
    );
  }
}
