import { z } from 'zod';
import type { Client } from '../support/index.js';

export const artist = z.object({ id: z.string(), name: z.string() });
export const chart = z.object({ entries: z.array(z.object({ artist })) });

/** Asks the API, and checks the shape of its answer. */
export async function query<Data>(client: Client, data: z.ZodType<Data>, document: string): Promise<Data> {
  return data.parse((await client.graphql(document)).data);
}

/** Counts the events of an artist in all ranges, page by page. */
export async function countEvents(client: Client, id: string): Promise<number> {
  const data = z.object({
    chartEvents: z.object({
      nodes: z.array(z.object({ artist: z.object({ id: z.string() }) })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  });
  let count = 0;
  let after = '';
  for (let hasMore = true, pages = 0; hasMore && pages < 100; pages++) {
    const { chartEvents } = await query(
      client,
      data,
      `{ chartEvents(first: 100${after}) { nodes { artist { id } } pageInfo { hasNextPage endCursor } } }`,
    );
    count += chartEvents.nodes.filter((event) => event.artist.id === id).length;
    hasMore = chartEvents.pageInfo.hasNextPage;
    after = `, after: "${chartEvents.pageInfo.endCursor}"`;
  }
  return count;
}

/** Finds an artist who was on the short-term chart in the last ten weeks, and is on none of the newest charts. */
export async function findFormerArtist(client: Client): Promise<z.infer<typeof artist>> {
  const newest = await query(
    client,
    z.object({ s: chart, m: chart, l: chart }),
    `{
      s: chart(range: SHORT_TERM) { entries { artist { id name } } }
      m: chart(range: MEDIUM_TERM) { entries { artist { id name } } }
      l: chart(range: LONG_TERM) { entries { artist { id name } } }
    }`,
  );
  const current = new Set(
    Object.values(newest).flatMap(({ entries }) => entries.map((each) => each.artist.id)),
  );
  const past = await query(
    client,
    z.object({ charts: z.object({ nodes: z.array(chart) }) }),
    '{ charts(range: SHORT_TERM, first: 10) { nodes { entries { artist { id name } } } } }',
  );
  const former = past.charts.nodes
    .flatMap(({ entries }) => entries)
    .find((each) => !current.has(each.artist.id));
  if (!former) throw new Error('Every artist of the last ten weeks is still on a chart.');
  return former.artist;
}
