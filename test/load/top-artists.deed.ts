import assert from 'node:assert/strict';
import { z } from 'zod';
import { type Deed, type Ground, inTurn } from './ground.js';
import { dataOf, type Resident } from './resident.js';

const RANGES = ['short_term', 'medium_term', 'long_term'] as const;
const answer = z.object({
  topArtists: z.object({
    fetchedAt: z.iso.datetime(),
    entries: z.array(z.object({ rank: z.int(), artist: z.object({ id: z.string() }) })).length(50),
  }),
});

/** Queries the lists of residents, and compares them with Spotify's lists of the day of the fetch. */
export function topArtistsDeed({ control }: Ground, residents: readonly Resident[]): Deed {
  const next = inTurn(residents.flatMap((resident) => RANGES.map((range) => ({ resident, range }))));
  const expected = new Map<string, readonly string[]>();
  /** The last answer to each query; the same text again needs no second comparison. */
  const correct = new Map<string, string>();
  return {
    name: 'top artists',
    async run() {
      const { resident, range } = next();
      const query = `{ topArtists(range: ${range.toUpperCase()}, limit: 50) { fetchedAt entries { rank artist { id } } } }`;
      const text = await resident.ask(query);
      const question = `${resident.name} ${range}`;
      if (correct.get(question) === text) return 1;
      const { fetchedAt, entries } = answer.parse(dataOf(text)).topArtists;
      const day = fetchedAt.slice(0, 10);
      const key = `${question} ${day}`;
      const list =
        expected.get(key) ??
        (await control.list({ listener: resident.name, range, day })).artists.map(({ id }) => id);
      expected.set(key, list);
      assert.deepEqual(
        entries,
        list.slice(0, 50).map((id, index) => ({ rank: index + 1, artist: { id } })),
      );
      correct.set(question, text);
      return 1;
    },
  };
}
