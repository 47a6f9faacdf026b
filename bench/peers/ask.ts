import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { Contender } from './contenders.js';

const CONNECTIONS = 16;

/** The question: 50 places, four fields of each. */
const BODY = JSON.stringify({
  query: '{ topArtists(range: SHORT_TERM, limit: 50) { entries { rank artist { id name imageUrl } } } }',
});

const entry = z.object({
  rank: z.int(),
  artist: z.object({ id: z.string(), name: z.string(), imageUrl: z.string().nullable() }),
});
const answer = z.object({
  data: z.object({ topArtists: z.object({ entries: z.array(entry).length(50) }) }),
  errors: z.undefined().optional(),
});
export type Entries = z.output<typeof answer>['data']['topArtists']['entries'];

const load = z.object({
  requests: z.int(),
  seconds: z.number(),
  /** Half of the answers took no longer, in milliseconds. */
  p50: z.number(),
  p99: z.number(),
  /** Answers that were not as they should be, or failed, or did not come. */
  wrong: z.int(),
});
export type Load = z.output<typeof load>;

/** One answer: as text, and what it says. */
export async function askOnce({ url, headers }: Contender): Promise<{ text: string; entries: Entries }> {
  const response = await fetch(url, { method: 'POST', headers, body: BODY });
  const text = await response.text();
  return { text, entries: answer.parse(JSON.parse(text)).data.topArtists.entries };
}

/**
 * Asks again and again for so many seconds, 16 at a time.
 *
 * @throws when any answer was another than `expected`
 */
export async function askFor(
  seconds: number,
  { name, url, headers, authorizations }: Contender,
  expected: string,
): Promise<Load> {
  const program = new URL('load.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stdin.end(
    JSON.stringify({
      url,
      headers,
      authorizations,
      body: BODY,
      expected,
      connections: CONNECTIONS,
      seconds,
    }),
  );
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('The load failed.');
  const done = load.parse(JSON.parse(output));
  if (done.wrong > 0 || done.requests === 0) {
    throw new Error(`Nothing is reported: ${done.wrong} of ${done.requests} answers of ${name} were wrong.`);
  }
  return done;
}
