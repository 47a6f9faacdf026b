import { destination, levels } from 'pino';

/** Lines of everyday wait for others to be written with: so many bytes of them, or so long, in milliseconds. */
const TOGETHER_BYTES = 4_096;
const TOGETHER_MS = 50;

/** A stream for pino, which tells it the level of each line beforehand. */
export interface LogStream {
  lastLevel: number;
  write(line: string): void;
}

/**
 * Standard output, to which a system call for every request would cost a tenth of what the request does. Warnings and
 * errors are written at once, and what was held back with them; all of it when the process exits.
 */
export function logStream(): LogStream {
  const output = destination({ fd: 1, sync: true, minLength: TOGETHER_BYTES, periodicFlush: TOGETHER_MS });
  process.once('exit', () => output.flushSync());
  return Object.assign(
    {
      lastLevel: 0,
      write(this: LogStream, line: string) {
        output.write(line);
        if (this.lastLevel > (levels.values['info'] ?? 0)) output.flushSync();
      },
    },
    { [Symbol.for('pino.metadata')]: true },
  );
}
