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
