import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

/** What the bare client prints. */
const report = z.object({ lists: z.int(), cpuMs: z.number(), seconds: z.number() });

export type BareCost = z.output<typeof report>;

/**
 * The minimum cost of three lists per listener: only Node's `fetch` and `JSON.parse`, with as many requests in flight. Prints its
 * CPU time after a warm-up.
 */
const PROGRAM = `
const { origin, tokens, inFlight } = JSON.parse(await new Response(process.stdin).text());
const work = tokens.flatMap((token) => ['short_term', 'medium_term', 'long_term'].map((range) => ({ token, range })));
let lists = 0;
async function run(todo) {
  await Promise.all(Array.from({ length: inFlight }, async () => {
    for (let one = todo.pop(); one; one = todo.pop()) {
      const response = await fetch(origin + '/v1/me/top/artists?time_range=' + one.range + '&limit=50', {
        headers: { authorization: 'Bearer ' + one.token, accept: 'application/json' },
      });
      if (JSON.parse(await response.text()).items.length !== 50) throw new Error('not 50 ranks');
      lists += 1;
    }
  }));
}
await run(work.slice(0, 150));
lists = 0;
const [cpu, startedAt] = [process.cpuUsage(), performance.now()];
await run(work);
const { user, system } = process.cpuUsage(cpu);
const seconds = (performance.now() - startedAt) / 1000;
process.stdout.write(JSON.stringify({ lists, cpuMs: (user + system) / 1000, seconds }));
`;

/**
 * Requests the lists of these tokens' listeners.
 *
 * @throws if a list is incomplete
 */
export async function runBareClient(
  origin: string,
  tokens: readonly string[],
  inFlight: number,
): Promise<BareCost> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stdin.end(JSON.stringify({ origin, tokens, inFlight }));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('The bare client failed.');
  return report.parse(JSON.parse(output));
}
