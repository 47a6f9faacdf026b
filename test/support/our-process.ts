import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { buildOnce } from './build-once.js';
import { startCommand, type ProcessEnd, type RunningCommand } from './command.js';
import { runDirectory } from './test-run.js';

/** Processes that serve: the setting of their port, and the path that says whether they are ready. */
const SERVING = {
  api: { port: 'PORT', ready: '/health/ready' },
  worker: { port: 'WORKER_PORT', ready: '/health/ready' },
  simulator: { port: 'SIMULATOR_PORT', ready: '/_control/health' },
} as const;

/** V8's young generation in full size from the start, in MB. Growing it takes 0.08 s of CPU; a run starts 250 processes. */
export const FULL_YOUNG_GENERATION = '--min-semi-space-size=16';

export interface OurProcess extends RunningCommand {
  /** Where it listens, without a trailing slash. */
  readonly url: string;
}

/**
 * Starts one of the built processes with this environment only (`.env` is ignored), on a free
 * port unless the environment names one, and waits until it is ready: 60 s at most.
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
  await untilReady(ours, url + ready);
  return ours;
}

/** Starts one of our built processes without waiting until it is ready; for those that are to fail, or that end. */
export function spawnProcess(
  name: string,
  url: string,
  environment: Readonly<Record<string, string>>,
): OurProcess {
  buildOnce();
  const command = ['node', FULL_YOUNG_GENERATION, resolve(`dist/apps/${name}/src/main.js`)] as const;
  return Object.assign(startCommand(command, { directory: runDirectory(), environment, ipc: true }), { url });
}

/** Waits until `url` answers with a 2xx status. Kills the process and throws if it ends first, or after `withinMs`. */
export async function untilReady(ours: RunningCommand, url: string, withinMs?: number): Promise<void> {
  let end: ProcessEnd | undefined;
  void ours.ended.then((value) => (end = value));
  try {
    await untilAnswers(
      url,
      () => end && `ended (${end.code ?? end.signal})`,
      () => ours.logs,
      withinMs,
    );
  } catch (error) {
    ours.kill('SIGKILL');
    throw error;
  }
}

/**
 * Waits until `url` answers with a 2xx status.
 *
 * @throws if the process ends first (`ended` returns how), or after `withinMs`; with its output
 */
export async function untilAnswers(
  url: string,
  ended: () => string | undefined,
  logs: () => string,
  withinMs = 60_000,
): Promise<void> {
  const limit = performance.now() + withinMs;
  while (!(await answers(url))) {
    const failure = ended() ?? (performance.now() > limit ? 'is late' : undefined);
    if (failure) throw new Error(`The process that was to answer at ${url} ${failure}. It wrote:\n${logs()}`);
    await delay(200);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
