import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll } from '@jest/globals';
import { freePort } from '../../apps/standalone/src/postgres/index.js';
import { forgetProcess, noteProcess, runDirectory } from './test-run.js';

/** The processes that stay and serve, and how each is told its port and asked whether it is ready. */
const SERVING = {
  api: { port: 'PORT', ready: '/health/ready' },
  worker: { port: 'WORKER_PORT', ready: '/health/ready' },
  simulator: { port: 'SIMULATOR_PORT', ready: '/_control/health' },
} as const;

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface OurProcess {
  readonly pid: number;
  /** Where it listens, without a trailing slash. */
  readonly url: string;
  /** All it has written so far, both streams as they came. */
  readonly logs: string;
  readonly ended: Promise<ProcessEnd>;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM, and how it ended; it is given 35 s, 5 more than a worker may take to drain. */
  stop(): Promise<ProcessEnd>;
}

const running = new Set<ChildProcess>();
afterAll(async () => {
  await Promise.all([...running].map(async (child) => child.kill('SIGKILL') && once(child, 'exit')));
});

/**
 * Starts one of our built processes with this environment and nothing else of ours (a `.env` is not seen), on a free
 * port unless the environment names one, and waits until it is ready: 30 s at most.
 *
 * @throws when it ends or is not ready in time, with all it wrote.
 */
export async function startProcess(
  name: keyof typeof SERVING,
  environment: Readonly<Record<string, string>>,
): Promise<OurProcess> {
  const { port: portName, ready } = SERVING[name];
  const port = environment[portName] ?? String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const ours = spawnProcess(name, url, { ...environment, [portName]: port });
  let end: ProcessEnd | undefined;
  void ours.ended.then((value) => (end = value));
  const limit = performance.now() + 30_000;
  while (!(await answers(url + ready))) {
    const failure = end
      ? `ended (${end.code ?? end.signal})`
      : performance.now() > limit
        ? 'is not ready'
        : undefined;
    if (failure) {
      ours.kill('SIGKILL');
      throw new Error(`The process ${name} ${failure}. It wrote:\n${ours.logs}`);
    }
    await delay(25);
  }
  return ours;
}

/** Starts one of our built processes without waiting for anything; for those that are to fail, or that end. */
export function spawnProcess(
  name: string,
  url: string,
  environment: Readonly<Record<string, string>>,
): OurProcess {
  const child = fork(resolve(`dist/apps/${name}/src/main.js`), [], {
    cwd: runDirectory(),
    env: { PATH: process.env['PATH'], ...environment },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`The process ${name} could not be started.`);
  running.add(child);
  noteProcess(pid);
  let logs = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (logs += text));
  const ended = once(child, 'close').then(([code, signal]): ProcessEnd => {
    running.delete(child);
    forgetProcess(pid);
    return { code, signal };
  });
  return {
    pid,
    url,
    ended,
    get logs() {
      return logs;
    },
    kill: (signal) => void child.kill(signal),
    async stop() {
      child.kill('SIGTERM');
      const end = await Promise.race([ended, delay(35_000, undefined, { ref: false })]);
      if (end) return end;
      child.kill('SIGKILL');
      throw new Error(`The process ${name} did not end within 35 s of SIGTERM. It wrote:\n${logs}`);
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
