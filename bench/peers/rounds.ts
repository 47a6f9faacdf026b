import { z } from 'zod';
import { interleave, type LoadPlan, measureRound, type Round, runLoad } from '../stage/load.js';
import type { Stage } from '../stage/stage.js';
import type { Contender } from './contenders.js';

/** The query: 50 entries with four fields each. */
const BODY = JSON.stringify({
  query: '{ topArtists(range: SHORT_TERM, limit: 50) { entries { rank artist { id name imageUrl } } } }',
});

const entry = z.object({
  rank: z.int(),
  artist: z.object({ id: z.string(), name: z.string(), imageUrl: z.string().nullable() }),
});
const entries = z.array(entry).length(50);
export type Entries = z.output<typeof entries>;
/** A response of GraphQL, or of the Next.js app's route. */
const response = z.union([
  z
    .object({ data: z.object({ topArtists: z.object({ entries }) }), errors: z.undefined().optional() })
    .transform(({ data }) => data.topArtists),
  z.object({ entries }),
]);

/** Sends the query once. */
export async function queryOnce({
  url,
  method,
  headers,
}: Pick<Contender, 'url' | 'method' | 'headers'>): Promise<{ text: string; entries: Entries }> {
  const body = method === 'POST' ? { body: BODY } : {};
  const text = await (await fetch(url, { method, headers, ...body })).text();
  return { text, ...response.parse(JSON.parse(text)) };
}

/** Plans the query of one listener or of many, all of whom get the same answer. */
export function planOf(contender: Contender, expected: string): LoadPlan {
  const { name, url, method, headers, authorizations } = contender;
  const requests = (authorizations ?? [undefined]).map((authorization) => ({
    headers: authorization === undefined ? headers : Object.assign({}, headers, { authorization }),
    expected,
  }));
  return { name, url, method, requests, ...bodyOf(method) };
}

export function bodyOf(method: Contender['method']): { readonly body?: string } {
  return method === 'POST' ? { body: BODY } : {};
}

const WARM_UP_SECONDS = 4;
/** While the others are measured, a server's cached responses and idle connections expire: the first half second is slower. */
const ROUND_SECONDS = 5;
const ROUNDS = 7;

/**
 * Measures all servers in turn.
 *
 * @throws if a response is wrong
 */
export async function runRounds(
  stage: Stage,
  contenders: readonly Contender[],
  expected: Entries,
): Promise<Round[][]> {
  const measures: (() => Promise<Round>)[] = [];
  for (const contender of contenders) {
    const { text, entries: actual } = await queryOnce(contender);
    if (JSON.stringify(actual) !== JSON.stringify(expected)) {
      throw new Error(`No report: the response of ${contender.name} differs.`);
    }
    const plan = planOf(contender, text);
    await runLoad(plan, WARM_UP_SECONDS);
    measures.push(() => measureRound(stage, contender.serving, plan, ROUND_SECONDS));
  }
  return interleave(ROUNDS, measures);
}
