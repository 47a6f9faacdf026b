import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { ExplainedError, requestDirectly } from '#runtime';
import { LogFile } from '../output/log-file.js';
import { worthShowing } from '../output/worth-showing.js';
import type { Running } from './keep-running.js';

export interface OurProcess {
  readonly name: string;
  /** The built file that it runs. */
  readonly main: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Answers with 200 once the process is ready. */
  readonly readyUrl: string;
  readonly logFile: string;
  readonly say: (text: string) => void;
}

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 8_000;
/** As in the Dockerfile. Without limits V8 sizes its heap by the memory of the machine. */
const HEAP_LIMITS = ['--max-semi-space-size=8', '--max-old-space-size=256'];

/**
 * Starts one of our processes and waits until it is ready. It runs apart from our process group, so that a Ctrl-C
 * reaches only us and we stop all in order; and it holds an IPC channel to us, so that it ends when we are killed.
 *
 * @throws {ExplainedError} when it ends or is not ready within a minute; why, it has said itself.
 */
export async function startOurProcess(ours: OurProcess, stopping: AbortSignal): Promise<Running> {
  stopping.throwIfAborted();
  const child = fork(ours.main, [], {
    detached: true,
    execArgv: HEAP_LIMITS,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: ours.environment,
  });
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const ended = once(child, 'close').then(([code, signal]) => {
    process.off('exit', killWithUs);
    return signal ? `signal ${signal}` : `exit code ${code}`;
  });
  record(child, ours);
  try {
    await untilReady(ours.readyUrl, ended, stopping);
  } catch (error) {
    await stop(child, ended);
    if (stopping.aborted) throw stopping.reason;
    const why = error instanceof Error ? error.message : String(error);
    throw new ExplainedError(`${ours.name} ${why}; its log: ${ours.logFile}`, { cause: error });
  }
  return { ended, stop: () => stop(child, ended) };
}

/** Keeps all that the process writes, and shows what is worth showing. */
function record(child: ChildProcess, { name, logFile, say }: OurProcess): void {
  const log = new LogFile(logFile, say);
  for (const stream of ['stdout', 'stderr'] as const) {
    const input = child[stream];
    if (!input) continue;
    createInterface({ input }).on('line', (line) => {
      log.write(line);
      const text = worthShowing(line, stream);
      if (text !== undefined) say(`${name}: ${text}`);
    });
  }
  child.once('close', () => log.close());
}

async function untilReady(url: string, ended: Promise<string>, stopping: AbortSignal): Promise<void> {
  const limit = performance.now() + READY_WITHIN_MS;
  let end: string | undefined;
  void ended.then((how) => (end = how));
  while (!(await isReady(url))) {
    stopping.throwIfAborted();
    if (end) throw new Error(`ended before it was ready (${end})`);
    if (performance.now() > limit) throw new Error(`was not ready within ${READY_WITHIN_MS / 1_000} s`);
    await delay(50);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await requestDirectly(url, { withinMs: 2_000 })).status === 200;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const inTime = await Promise.race([ended, delay(STOP_WITHIN_MS, undefined, { ref: false })]);
  if (inTime === undefined) child.kill('SIGKILL');
  await ended;
}
