import { EnvironmentError, isExplained } from '../errors.js';
import { explainDiskError } from '../files/durable-file.js';

/** A process that has started, as its supervisor or a signal sees it. */
export interface RunningProcess {
  /** Takes nothing new, finishes what is in hand, and leaves no connection open. */
  close(): Promise<void>;
}

/** One Ctrl-C can come twice: from the terminal to the whole group, and from npm, which hands it on. */
const SAME_SIGNAL_WITHIN_MS = 1_000;

/**
 * The frame of every process of the house: starts it, says plainly why it cannot start, and closes it on SIGINT,
 * SIGTERM, SIGHUP, or when the parent that started it over IPC is gone. A second signal ends it at once.
 *
 * `start` is told by `stopping` when it is no longer wanted; it may then throw the signal's reason.
 */
export function runProcess(start: (stopping: AbortSignal) => Promise<RunningProcess>): void {
  const stopping = new AbortController();
  let asked: number | undefined;
  const ended = (error: unknown): void => {
    if (stopping.signal.aborted && error === stopping.signal.reason) process.exit(0);
    fail(error);
  };
  const stop = (): void => {
    if (asked !== undefined) {
      if (performance.now() - asked > SAME_SIGNAL_WITHIN_MS) process.exit(1);
      return;
    }
    asked = performance.now();
    stopping.abort();
    started
      .then((running) => running.close())
      .then(() => process.exit(0))
      .catch(ended);
  };
  // Settings are read before anything is awaited; what they throw is told like all else.
  const started = (async () => start(stopping.signal))();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.once('disconnect', () => {
    if (asked === undefined) stop();
  });
  started.catch(ended);
}

/** The frame of a process that does its work and ends, at once: nothing it left open keeps it. */
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
  if (disk) return `Headliner cannot go on: ${disk}.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
