import { expect } from '@jest/globals';
import { z } from 'zod';
import type { GraphqlAnswer, Stage } from '../support/index.js';

export const QUERY = `query ($range: TimeRange! = MEDIUM_TERM, $limit: Int! = 50) {
  topArtists(range: $range, limit: $limit) {
    range source fetchedAt
    entries { rank artist { id name imageUrl spotifyUrl genres popularity } }
  }
}`;

const list = z.object({
  range: z.string(),
  source: z.string(),
  fetchedAt: z.iso.datetime(),
  entries: z.array(
    z.object({
      rank: z.number(),
      artist: z.object({
        id: z.string(),
        name: z.string(),
        imageUrl: z.string().nullable(),
        spotifyUrl: z.string(),
        genres: z.array(z.string()).nullable(),
        popularity: z.number().nullable(),
      }),
    }),
  ),
});

/** Queries top lists as a signed-in listener. */
export class Listening {
  constructor(private readonly stage: Stage) {}

  async signIn(listener = 'demo_01'): Promise<void> {
    await this.stage.client.signIn(listener);
    await this.stage.control.clearRequests();
  }

  ask(variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
    return this.stage.client.graphql(QUERY, variables);
  }

  /** Queries a list and expects no errors. */
  async askList(variables: Record<string, unknown> = {}): Promise<z.output<typeof list>> {
    const { data, errors } = await this.ask(variables);
    expect(errors).toBeUndefined();
    return list.parse(data?.['topArtists']);
  }

  /** Counts the top list calls to Spotify since sign-in. */
  async listCalls(): Promise<number> {
    return (await this.stage.control.requests()).filter(({ path }) => path === '/v1/me/top/artists').length;
  }

  /** Makes the cached lists too old to be served without a call to Spotify. */
  async ageLists(): Promise<void> {
    await this.stage.instance.sql("UPDATE top_list SET fetched_at = fetched_at - interval '1 hour'");
  }
}
