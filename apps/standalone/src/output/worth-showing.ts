import { z } from 'zod';

const WARN = 40;
const ERROR = 50;

/** What a log line must have to be read here; our processes write pino's JSON. */
const logLine = z.object({
  level: z.number(),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
});

/**
 * What a terminal should show of a line that a process wrote: warnings and errors in short, and whatever is no log
 * line but was written to stderr, for that is how a process says why it ends. The log file has all of it.
 */
export function worthShowing(line: string, stream: 'stdout' | 'stderr'): string | undefined {
  const entry = parse(line);
  if (!entry) return stream === 'stderr' && line.trim() !== '' ? line : undefined;
  if (entry.level < WARN) return undefined;
  const text = [entry.msg, entry.err?.message].filter((part, at, all) => part && all.indexOf(part) === at);
  return `${entry.level < ERROR ? 'warning' : 'error'}: ${text.join(': ')}`;
}

function parse(line: string): z.infer<typeof logLine> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return logLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
