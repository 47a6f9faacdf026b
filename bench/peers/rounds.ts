import { cpuMs, residentMb, treeCpuMs } from '../stage/measure.js';
import type { Contender } from './contenders.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const CONNECTIONS = 16;

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

const load = z.object({
  requests: z.int(),
  seconds: z.number(),
  /** Latencies in milliseconds. */
  p50: z.number(),
  p99: z.number(),
  /** Wrong, failed and missing responses. */
  wrong: z.int(),
});
export type Load = z.output<typeof load>;

/** Sends the query once. */
export async function queryOnce({
  url,
  method,
  headers,
}: Contender): Promise<{ text: string; entries: Entries }> {
  const body = method === 'POST' ? { body: BODY } : {};
  const text = await (await fetch(url, { method, headers, ...body })).text();
  return { text, ...response.parse(JSON.parse(text)) };
}

/**
 * Sends the query for this time on 16 connections.
 *
 * @throws if a response differs from `expected`
 */
async function runLoad(
  seconds: number,
  { name, url, method, headers, authorizations }: Contender,
  expected: string,
): Promise<Load> {
  const program = new URL('load.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stdin.end(
    JSON.stringify({
      url,
      method,
      headers,
      authorizations,
      ...(method === 'POST' && { body: BODY }),
      expected,
      connections: CONNECTIONS,
      seconds,
    }),
  );
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('The load failed.');
  const result = load.parse(JSON.parse(output));
  if (result.wrong > 0 || result.requests === 0) {
    throw new Error(`No report: ${result.wrong} of ${result.requests} responses of ${name} were wrong.`);
  }
  return result;
}

/** The figures of one round of one server. */
export interface Round {
  /** Responses per second. */
  readonly rate: number;
  /** Latencies in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** CPU of the server per request, user and system, in milliseconds. */
  readonly cpuMs: number;
  /** CPU of all PostgreSQL processes per request, in milliseconds. */
  readonly postgresMs: number;
  /** Resident memory of the server after the round, in MB. */
  readonly residentMb: number;
}

const WARM_UP_SECONDS = 4;
const ROUND_SECONDS = 2;
const ROUNDS = 9;

/**
 * Measures all servers in turn, in several rounds, so that changes in the speed of the machine affect all of them.
 *
 * @param postgresPid PostgreSQL's main process
 * @throws if a response is wrong
 */
export async function runRounds(
  contenders: readonly Contender[],
  expected: Entries,
  postgresPid: number,
): Promise<Round[][]> {
  const texts: string[] = [];
  for (const contender of contenders) {
    const { text, entries: actual } = await queryOnce(contender);
    if (JSON.stringify(actual) !== JSON.stringify(expected)) {
      throw new Error(`No report: the response of ${contender.name} differs.`);
    }
    texts.push(text);
    await runLoad(WARM_UP_SECONDS, contender, text);
  }
  const rounds: Round[][] = contenders.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      rounds[index]?.push(await runRound(contender, texts[index] ?? '', postgresPid));
    }
  }
  return rounds;
}

/** @throws if a response differs from `text` */
export async function runRound(
  contender: Contender,
  text: string,
  postgresPid: number,
  forSeconds = ROUND_SECONDS,
): Promise<Round> {
  const { pid } = contender.serving;
  const [serverBefore, postgresBefore] = [cpuMs(pid), treeCpuMs(postgresPid)];
  const { requests, seconds, p50, p99 } = await runLoad(forSeconds, contender, text);
  return {
    rate: requests / seconds,
    p50,
    p99,
    cpuMs: (cpuMs(pid) - serverBefore) / requests,
    postgresMs: (treeCpuMs(postgresPid) - postgresBefore) / requests,
    residentMb: residentMb(pid),
  };
}
