import { z } from 'zod';

/** The levels of the log, least severe first, as each line spells them. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

const logLine = z.object({
  level: z.enum(LOG_LEVELS),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
});

/** What the programs of Headliner read of a line that one of its processes logged. */
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
