import { EnvironmentError, isExplained } from '../errors.js';
import { explainDiskError } from '../files/durable-file.js';

/** A started process that can be stopped. */
export interface RunningProcess {
  /** Accepts no new work, finishes work in progress, and closes all connections. */
  close(): Promise<void>;
}

/** Ctrl-C can arrive twice: from the terminal, and from npm, which passes it on. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Runs a process: prints why it cannot start, and closes it on SIGINT, SIGTERM, SIGHUP, or when its parent's IPC channel
 * closes. A second signal ends it at once.
 *
 * @param start `stopping` is aborted if the process should stop before it has started; `start` may then throw its reason
 */
export function runProcess(start: (stopping: AbortSignal) => Promise<RunningProcess>): void {
  const stopping = new AbortController();
  let stoppingSince: number | undefined;
  const failOrExit = (error: unknown): void => {
    if (stopping.signal.aborted && error === stopping.signal.reason) process.exit(0);
    fail(error);
  };
  const stop = (): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    stopping.abort();
    started
      .then((running) => running.close())
      .then(() => process.exit(0))
      .catch(failOrExit);
  };
  // Async, so that what `start` throws before its first await is reported as well.
  const started = (async () => start(stopping.signal))();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.once('disconnect', () => {
    if (stoppingSince === undefined) stop();
  });
  started.catch(failOrExit);
}

/** Runs a process that does its work and then ends, even if it left handles open. */
export function runJob(work: (stopping: AbortSignal) => Promise<void>): void {
  runProcess(async (stopping) => {
    await work(stopping);
    process.exit(0);
  });
}

function fail(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof EnvironmentError) {
    return `Headliner cannot start with these settings:\n${error.message.replace(/^/gm, '  ')}`;
  }
  if (isExplained(error)) return error.message;
  const disk = explainDiskError(error);
  if (disk) return `Headliner cannot continue: ${disk}.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** An address to listen on, and the settings that configure it. */
export interface ListenAddress {
  readonly port: number;
  readonly host: string;
  readonly portSetting: string;
  /** Undefined if the host is not configurable. */
  readonly hostSetting?: string;
}

/**
 * Calls `listen` and turns known failures into an error that names the setting to change.
 *
 * @throws {EnvironmentError}
 */
export async function listenAt(address: ListenAddress, listen: () => Promise<unknown>): Promise<void> {
  try {
    await listen();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const problem = listeningProblem(code, address);
    if (!problem) throw error;
    throw new EnvironmentError([problem]);
  }
}

/** Maps a Node.js error code from `listen` to the setting to change; undefined for other codes. */
export function listeningProblem(
  code: string,
  { port, host, portSetting, hostSetting = portSetting }: ListenAddress,
): EnvironmentError['problems'][number] | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return { name: portSetting, expected: `a free port; ${port} on ${host} is in use` };
    case 'EACCES':
      return {
        name: portSetting,
        expected: `a port that this user may open; ${port} on ${host} is not one`,
      };
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return { name: hostSetting, expected: `an address of this machine; ${host} is not one` };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { name: hostSetting, expected: `an address of this machine; ${host} cannot be resolved` };
    default:
      return undefined;
  }
}
