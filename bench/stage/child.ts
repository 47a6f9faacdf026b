import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** A running process that serves HTTP. */
export interface Serving {
  readonly pid: number;
  /** Where it listens, without a trailing slash. */
  readonly url: string;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts one of the built processes with this environment and nothing else, and waits until it is `ready`.
 *
 * @param app which of `dist/apps/`
 */
export function serve(
  app: string,
  environment: Readonly<Record<string, string>>,
  url: string,
  ready: string,
): Promise<Serving> {
  const main = new URL(`../../dist/apps/${app}/src/main.js`, import.meta.url).pathname;
  return serveProgram(main, environment, url, ready);
}

/** Starts any program and waits until it is ready; `headers` are sent with the readiness requests. */
export async function serveProgram(
  main: string,
  environment: Readonly<Record<string, string>>,
  url: string,
  ready: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  const limit = performance.now() + 30_000;
  while (!(await answers(url + ready, headers))) {
    if (child.exitCode !== null || performance.now() > limit) throw new Error(`${main} did not start.`);
    await delay(50);
  }
  return {
    pid: child.pid ?? 0,
    url,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      running.delete(child);
    },
  };
}

async function answers(url: string, headers: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    return (await fetch(url, { headers })).ok;
  } catch {
    return false;
  }
}
