import { EnvironmentError } from '../environment/environment.error.js';

/** A process that has started, as its supervisor or a signal sees it. */
export interface RunningProcess {
  /** Takes nothing new, finishes what is in hand, and leaves no connection open. */
  close(): Promise<void>;
}

/**
 * The frame of every process of the house: starts it, says plainly why it cannot start, and closes it on
 * SIGINT, SIGTERM, or when the parent that started it over IPC is gone. A second signal ends it at once.
 */
export function runProcess(start: () => Promise<RunningProcess>): void {
  let closing = false;
  const started = start();
  const stop = (): void => {
    if (closing) process.exit(1);
    closing = true;
    started
      .then((running) => running.close())
      .then(() => process.exit(0))
      .catch(fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.once('disconnect', () => {
    if (!closing) stop();
  });
  started.catch(fail);
}

function fail(error: unknown): never {
  const text =
    error instanceof EnvironmentError
      ? `Headliner cannot start with these settings:\n${error.message.replace(/^/gm, '  ')}`
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
