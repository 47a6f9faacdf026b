import { setTimeout as delay } from 'node:timers/promises';

/** A process that runs until it is stopped or exits. */
export interface SupervisedProcess {
  /** Settles when the process has exited, with a description such as `exit code 1`. */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

export interface Supervisor {
  /** Stops the process for good. */
  stop(): Promise<void>;
}

export interface SuperviseOptions {
  readonly name: string;
  /** Starts the process and waits until it is ready. Must give up and clean up when `stopping` is aborted. */
  readonly start: (stopping: AbortSignal) => Promise<SupervisedProcess>;
  readonly print: (text: string) => void;
  readonly backoffMs?: Backoff;
}

/** Milliseconds before a restart. A process that ran for `healthy` starts again with `first`. */
interface Backoff {
  readonly first: number;
  readonly longest: number;
  readonly healthy: number;
}

const BACKOFF_MS: Backoff = { first: 500, longest: 30_000, healthy: 60_000 };

/**
 * Starts a process and restarts it whenever it exits, after a delay that doubles each time.
 *
 * @throws what the first start throws: waiting would not help
 */
export async function supervise(options: SuperviseOptions, stopping: AbortSignal): Promise<Supervisor> {
  const own = new AbortController();
  const first = await options.start(AbortSignal.any([own.signal, stopping]));
  const state = { current: first as SupervisedProcess | undefined };
  const loop = restartOnExit(options, state, own.signal);
  return {
    async stop() {
      own.abort();
      await state.current?.stop();
      await loop;
    },
  };
}

async function restartOnExit(
  { name, start, print, backoffMs = BACKOFF_MS }: SuperviseOptions,
  state: { current: SupervisedProcess | undefined },
  stopping: AbortSignal,
): Promise<void> {
  let wait = backoffMs.first;
  let startedAt = performance.now();
  let problem = '';
  for (;;) {
    if (state.current) {
      problem = `${name} exited (${await state.current.exited}).`;
      state.current = undefined;
      if (performance.now() - startedAt >= backoffMs.healthy) wait = backoffMs.first;
    }
    if (stopping.aborted) return;
    print(`${problem} Restarting in ${wait / 1_000} s.`);
    await delay(wait, undefined, { signal: stopping }).catch(() => undefined);
    wait = Math.min(wait * 2, backoffMs.longest);
    if (stopping.aborted) return;
    try {
      state.current = await start(stopping);
      startedAt = performance.now();
      print(`${name} is running again.`);
      if (stopping.aborted) await state.current.stop();
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
  }
}
