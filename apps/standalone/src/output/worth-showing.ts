import { readLogLine } from '#runtime';

/** What the terminal calls the levels that it shows. The log file has all levels. */
const SHOWN: Readonly<Record<string, string>> = { warn: 'warning', error: 'error', fatal: 'error' };

/**
 * Returns what the terminal shows of a line that a process wrote: warnings and errors in short, and everything on
 * stderr that is not a line of the log, such as the reason for a refusal or the stack trace of a crash.
 */
export function worthShowing(line: string, stream: 'stdout' | 'stderr'): string | undefined {
  const entry = readLogLine(line);
  if (!entry) return stream === 'stderr' && line.trim() !== '' ? line : undefined;
  const label = SHOWN[entry.level];
  if (label === undefined) return undefined;
  const text = [entry.msg, entry.err?.message].filter((part, at, all) => part && all.indexOf(part) === at);
  return `${label}: ${text.join(': ')}`;
}
