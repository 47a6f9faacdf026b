import { expect } from '@jest/globals';
import { z } from 'zod';
import type { Client, GraphqlAnswer } from '../support/index.js';

const TAKE = 'mutation { takeSnapshot { day results { range outcome gapReason retryAt } } }';

const payload = z.object({
  takeSnapshot: z.object({
    day: z.string(),
    results: z.array(
      z.object({
        range: z.string(),
        outcome: z.string(),
        gapReason: z.string().nullable(),
        retryAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
});

export type AskedSnapshots = z.output<typeof payload>['takeSnapshot'];

/** Requests a snapshot, and returns the answer with any errors. */
export function ask(client: Client): Promise<GraphqlAnswer> {
  return client.graphql(TAKE);
}

/** Requests a snapshot, and expects no error. */
export async function takeSnapshot(client: Client): Promise<AskedSnapshots> {
  const { data, errors } = await ask(client);
  expect(errors).toBeUndefined();
  return payload.parse(data).takeSnapshot;
}

/** Returns the outcomes of the three ranges, in order. */
export function outcomes({ results }: AskedSnapshots): string[] {
  expect(results.map(({ range }) => range)).toEqual(['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM']);
  return results.map(({ outcome }) => outcome);
}
