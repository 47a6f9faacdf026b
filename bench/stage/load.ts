import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { Serving } from './child.js';
import { cpuMs, residentMb, treeCpuMs } from './measure.js';
import type { Stage } from './stage.js';

/** Keep-alive connections, each of which sends the next request as soon as it has the response. */
export const CONNECTIONS = 16;

/** The headers of a request, and the body of its response: the text, or the length in bytes of anything else. */
interface LoadRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly expected: string | number;
}

/** Requests to one address. */
export interface LoadPlan {
  /** The name in errors. */
  readonly name: string;
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: string | undefined;
  readonly requests: readonly LoadRequest[];
  /** The order of `requests`. Default: random. */
  readonly order?: 'random' | 'in turn';
  /** The status of every response, 200 by default. */
  readonly status?: number;
}

const load = z.object({
  requests: z.int(),
  seconds: z.number(),
  /** Latencies in milliseconds. */
  p50: z.number(),
  p99: z.number(),
  /** Wrong, failed and missing responses. */
  wrong: z.int(),
});

/**
 * Sends a plan's requests for `seconds`.
 *
 * @throws if a response differs from what is expected
 */
export async function runLoad(plan: LoadPlan, seconds: number): Promise<z.output<typeof load>> {
  const texts = [...new Set(plan.requests.map(({ expected }) => expected))];
  const indexes = new Map(texts.map((text, index) => [text, index]));
  const program = new URL('load-client.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stdin.end(
    JSON.stringify({
      order: 'random',
      status: 200,
      ...plan,
      requests: plan.requests.map(({ headers, expected }) => ({ headers, expected: indexes.get(expected) })),
      texts,
      connections: CONNECTIONS,
      seconds,
    }),
  );
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The load client exited with code ${code}.`);
  const result = load.parse(JSON.parse(output));
  if (result.wrong > 0 || result.requests === 0) {
    throw new Error(`No report: ${result.wrong} of ${result.requests} responses of ${plan.name} were wrong.`);
  }
  return result;
}

/** The figures of one round of one server. */
export interface Round {
  readonly requests: number;
  /** Responses per second. */
  readonly rate: number;
  /** Latencies in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** CPU of the server per request, user and system, in milliseconds. */
  readonly cpuMs: number;
  /** CPU of all PostgreSQL processes per request. */
  readonly postgresMs: number;
  /** CPU of the simulator per request. */
  readonly simulatorMs: number;
  /** Resident memory of the server after the round, in MB. */
  readonly residentMb: number;
}

/** @throws if a response is wrong */
export async function measureRound(
  stage: Stage,
  { pid }: Serving,
  plan: LoadPlan,
  forSeconds: number,
): Promise<Round> {
  const cpu = (): [number, number, number] => [
    cpuMs(pid),
    treeCpuMs(stage.postgresPid),
    cpuMs(stage.simulatorPid),
  ];
  const before = cpu();
  const { requests, seconds, p50, p99 } = await runLoad(plan, forSeconds);
  const after = cpu();
  return {
    requests,
    rate: requests / seconds,
    p50,
    p99,
    cpuMs: (after[0] - before[0]) / requests,
    postgresMs: (after[1] - before[1]) / requests,
    simulatorMs: (after[2] - before[2]) / requests,
    residentMb: residentMb(pid),
  };
}

/** Runs each subject once per round, so that changes in the speed of the machine affect all of them. */
export async function interleave<Result>(
  rounds: number,
  subjects: readonly (() => Promise<Result>)[],
): Promise<Result[][]> {
  const results: Result[][] = subjects.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, measure] of subjects.entries()) results[index]?.push(await measure());
  }
  return results;
}
