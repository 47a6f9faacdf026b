import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

/** What the bare client found out about itself. */
const report = z.object({ lists: z.int(), cpuMs: z.number(), seconds: z.number() });

export type BareCost = z.output<typeof report>;

/**
 * The least that three lists of a listener can cost: Node's fetch and JSON.parse of the same answers with as many in
 * flight, and nothing else. It runs in a process of its own, and tells its CPU time after a first round to warm up.
 */
const PROGRAM = `
const { origin, tokens, inFlight } = JSON.parse(await new Response(process.stdin).text());
const work = tokens.flatMap((token) => ['short_term', 'medium_term', 'long_term'].map((range) => ({ token, range })));
let lists = 0;
async function run(todo) {
  await Promise.all(Array.from({ length: inFlight }, async () => {
    for (let one = todo.pop(); one; one = todo.pop()) {
      const answer = await fetch(origin + '/v1/me/top/artists?time_range=' + one.range + '&limit=50', {
        headers: { authorization: 'Bearer ' + one.token, accept: 'application/json' },
      });
      if (JSON.parse(await answer.text()).items.length !== 50) throw new Error('not 50 places');
      lists += 1;
    }
  }));
}
await run(work.slice(0, 150));
lists = 0;
const [cpu, began] = [process.cpuUsage(), performance.now()];
await run(work);
const { user, system } = process.cpuUsage(cpu);
const seconds = (performance.now() - began) / 1000;
process.stdout.write(JSON.stringify({ lists, cpuMs: (user + system) / 1000, seconds }));
`;

/** Has the bare client fetch what these tokens' listeners are given; throws when an answer was wrong. */
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
