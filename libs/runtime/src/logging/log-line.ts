import { z } from 'zod';

/** The levels of the log, least severe first, as each line spells them. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

const logLine = z.object({
  level: z.enum(LOG_LEVELS),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
});

/** The fields of a log line that other Headliner processes read. */
export type LogLine = z.output<typeof logLine>;

/** Reads a line of output. Returns undefined where it is not a line of the log. */
export function readLogLine(text: string): LogLine | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return logLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const LEVELS = [...LOG_LEVELS, 'silent'] as const;

/** The setting that says how much a process logs. */
export const loggingEnv = z.object({
  LOG_LEVEL: z.enum(LEVELS, `one of ${LEVELS.join(', ')}`).default('info'),
});

export type LogLevel = z.output<typeof loggingEnv>['LOG_LEVEL'];
