import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The working tree. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** A started server process. */
export interface Serving {
  readonly pid: number;
  /** The address without a trailing slash. */
  readonly url: string;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts an app of Headliner with only this environment, and waits until it is ready.
 *
 * @param app a directory of `dist/apps/` in `root`
 * @param readyPath a path that answers 2xx once the app is ready
 */
export function serve(
  app: string,
  environment: Readonly<Record<string, string>>,
  url: string,
  readyPath: string,
  root = ROOT,
): Promise<Serving> {
  const main = resolve(root, `dist/apps/${app}/src/main.js`);
  return serveProgram(main, environment, url, readyPath);
}

/** Starts any program as `serve` starts an app. `headers` are sent with the requests to `readyPath`. */
export async function serveProgram(
  main: string,
  environment: Readonly<Record<string, string>>,
  url: string,
  readyPath: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  const limit = performance.now() + 60_000;
  while (!(await isReady(url + readyPath, headers))) {
    if (child.exitCode !== null || performance.now() > limit) throw new Error(`${main} did not start.`);
    await delay(50);
  }
  return {
    pid: child.pid ?? 0,
    url,
    async stop() {
      running.delete(child);
      // Ctrl-C also reaches the child, which may have ended by now.
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function isReady(url: string, headers: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    return (await fetch(url, { headers })).ok;
  } catch {
    return false;
  }
}
