import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Asking } from '../charts/asking.js';
import type { Serving } from '../stage/child.js';
import type { Stage } from '../stage/stage.js';

const LISTENER = 'demo_01';
const QUERY = '{ topArtists(range: SHORT_TERM, limit: 50) { source entries { artist { id } } } }';
const throughApi = z.object({
  topArtists: z.object({
    source: z.literal('SPOTIFY'),
    entries: z.array(z.object({ artist: z.object({ id: z.string() }) })).length(50),
  }),
});
const direct = z.object({ items: z.array(z.object({ id: z.string() })).length(50) });

/** Asks for one list of Spotify's in both ways. */
export class Asker {
  private ids: readonly string[] = [];

  private constructor(
    private readonly asking: Asking,
    private readonly spotify: string,
    private readonly accessToken: string,
  ) {}

  static async signIn(stage: Stage, api: Serving): Promise<Asker> {
    const asking = await Asking.asProgram(stage, api, LISTENER);
    const { accessToken } = await stage.control.grant({ listener: LISTENER });
    return new Asker(asking, stage.control.baseUrl, accessToken);
  }

  /**
   * Through the API, in milliseconds.
   *
   * @throws when the answer is not Spotify's of just now
   */
  async askApi(): Promise<number> {
    const { data, milliseconds } = await this.asking.ask(QUERY);
    this.ids = throughApi.parse(data).topArtists.entries.map(({ artist }) => artist.id);
    return milliseconds;
  }

  /**
   * By a call of its own, in milliseconds.
   *
   * @throws when it is another list than the API gave
   */
  async askSpotify(): Promise<number> {
    const began = performance.now();
    const response = await fetch(`${this.spotify}/v1/me/top/artists?time_range=short_term&limit=50`, {
      headers: { authorization: `Bearer ${this.accessToken}` },
    });
    const { items } = direct.parse(await response.json());
    const milliseconds = performance.now() - began;
    const ids = items.map(({ id }) => id);
    if (!isDeepStrictEqual(ids, this.ids)) throw new Error('Nothing is reported: the lists differ.');
    return milliseconds;
  }

  close(): void {
    this.asking.close();
  }
}
