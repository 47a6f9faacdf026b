import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { ExplainedError, projectFile, requestDirectly } from '#runtime';
import { LogFile } from './log-file.js';
import type { SupervisedProcess } from './supervise.js';
import { formatOutput } from './terminal.js';

interface ChildOptions {
  /** The built file to run. */
  readonly main: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  readonly print: (text: string) => void;
}

export interface ProcessOptions extends ChildOptions {
  readonly name: string;
  /** Returns 200 once the process is ready. */
  readonly readyUrl: string;
}

export interface JobOptions extends ChildOptions {
  /** What to report if the job fails: the beginning of a sentence. */
  readonly failure: string;
}

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 8_000;
/** As in the Dockerfile. Without limits V8 sizes its heap by the memory of the machine. */
const HEAP_LIMITS = ['--max-semi-space-size=8', '--max-old-space-size=144'];
/** As in the Dockerfile: the C library returns large blocks to the system when they are freed. */
const ALLOCATION = { GLIBC_TUNABLES: 'glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=131072' };

/** Returns the built file that starts a process or a job of an app. */
export function entryPoint(app: string, entry = 'main'): string {
  return projectFile(`apps/${app}/src/${entry}.js`);
}

/**
 * Starts a process and waits until it is ready. It is detached, so that Ctrl-C reaches only this process, which stops
 * all in order. Over its IPC channel it notices when this process is killed, and exits.
 *
 * @throws {ExplainedError} if it exits first, or is not ready within a minute; its own output says why
 */
export async function startProcess(
  options: ProcessOptions,
  stopping: AbortSignal,
): Promise<SupervisedProcess> {
  stopping.throwIfAborted();
  const child = fork(options.main, [], {
    detached: true,
    execArgv: HEAP_LIMITS,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...ALLOCATION, ...options.environment },
  });
  const killOnExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const exited = once(child, 'close').then(([code, signal]) => {
    process.off('exit', killOnExit);
    return signal ? `signal ${signal}` : `exit code ${code}`;
  });
  logOutput(child, options);
  try {
    await waitUntilReady(options.readyUrl, exited, stopping);
  } catch (error) {
    await stop(child, exited);
    if (stopping.aborted) throw stopping.reason;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExplainedError(`${options.name} ${reason}. See its log: ${options.logFile}.`, { cause: error });
  }
  return { exited, stop: () => stop(child, exited) };
}

/**
 * Runs a job until it exits. When `stopping` is aborted, the job gets a SIGTERM and finishes its current work.
 *
 * @throws {ExplainedError} with its output, if it fails
 */
export async function runJob(job: JobOptions, stopping: AbortSignal): Promise<void> {
  stopping.throwIfAborted();
  const child = spawn(process.execPath, [job.main], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: job.environment,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const terminate = (): void => void child.kill('SIGTERM');
  stopping.addEventListener('abort', terminate, { once: true });
  const [code, signal] = await once(child, 'close');
  stopping.removeEventListener('abort', terminate);
  const log = new LogFile(job.logFile, job.print);
  log.write(output.trimEnd());
  log.close();
  stopping.throwIfAborted();
  if (code !== 0) throw new ExplainedError(`${job.failure} (${signal ?? `exit code ${code}`}):\n${output}`);
}

/** Writes the output of a process into its log file, and prints its warnings and errors. */
function logOutput(child: ChildProcess, { name, logFile, print }: ProcessOptions): void {
  const log = new LogFile(logFile, print);
  for (const stream of ['stdout', 'stderr'] as const) {
    const input = child[stream];
    if (!input) continue;
    createInterface({ input }).on('line', (line) => {
      log.write(line);
      const text = formatOutput(line, stream);
      if (text !== undefined) print(`${name}: ${text}`);
    });
  }
  child.once('close', () => log.close());
}

async function waitUntilReady(url: string, exited: Promise<string>, stopping: AbortSignal): Promise<void> {
  const limit = performance.now() + READY_TIMEOUT_MS;
  let exit: string | undefined;
  void exited.then((how) => (exit = how));
  while (!(await isReady(url))) {
    stopping.throwIfAborted();
    if (exit) throw new Error(`exited before it was ready (${exit})`);
    if (performance.now() > limit) throw new Error(`was not ready within ${READY_TIMEOUT_MS / 1_000} s`);
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

async function stop(child: ChildProcess, exited: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const inTime = await Promise.race([exited, delay(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  if (inTime === undefined) child.kill('SIGKILL');
  await exited;
}
