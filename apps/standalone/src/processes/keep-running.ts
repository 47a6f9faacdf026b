import { setTimeout as delay } from 'node:timers/promises';

/** Something that runs until it is stopped, or ends by itself. */
export interface Running {
  /** Settles when it has ended, and says how. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface Kept {
  stop(): Promise<void>;
}

export interface KeepOptions {
  readonly name: string;
  /** Starts it and waits until it is ready. Gives up, and leaves nothing behind, when `stopping` is aborted. */
  readonly start: (stopping: AbortSignal) => Promise<Running>;
  readonly say: (text: string) => void;
  /** The first wait, the longest, and how long it must have run for the waits to begin anew. */
  readonly backOffMs?: { readonly first: number; readonly longest: number; readonly healthy: number };
}

const BACK_OFF_MS = { first: 500, longest: 30_000, healthy: 60_000 };

/**
 * Starts something and keeps it running: whenever it ends it is started again, after a wait that doubles each time.
 * The first start is different: when that fails, waiting would not help, and the caller is told.
 */
export async function keepRunning(options: KeepOptions, stopping: AbortSignal): Promise<Kept> {
  const own = new AbortController();
  const anyStop = AbortSignal.any([own.signal, stopping]);
  const first = await options.start(anyStop);
  const state = { current: first as Running | undefined };
  const loop = restartWhenEnded(options, state, own.signal);
  return {
    async stop() {
      own.abort();
      await state.current?.stop();
      await loop;
    },
  };
}

async function restartWhenEnded(
  { name, start, say, backOffMs = BACK_OFF_MS }: KeepOptions,
  state: { current: Running | undefined },
  stopping: AbortSignal,
): Promise<void> {
  let wait = backOffMs.first;
  let since = performance.now();
  let what = '';
  for (;;) {
    if (state.current) {
      what = `${name} ended (${await state.current.ended})`;
      state.current = undefined;
      if (performance.now() - since >= backOffMs.healthy) wait = backOffMs.first;
    }
    if (stopping.aborted) return;
    say(`${what}. It is started again in ${wait / 1_000} s.`);
    await delay(wait, undefined, { signal: stopping }).catch(() => undefined);
    wait = Math.min(wait * 2, backOffMs.longest);
    if (stopping.aborted) return;
    try {
      state.current = await start(stopping);
      since = performance.now();
      say(`${name} is running again.`);
      if (stopping.aborted) await state.current.stop();
    } catch (error) {
      what = error instanceof Error ? error.message : String(error);
    }
  }
}
