import { z } from 'zod';
import { LOG_LEVELS } from './log-line.js';

const LEVELS = [...LOG_LEVELS, 'silent'] as const;

/** The setting that says how much a process logs. */
export const loggingEnv = z.object({
  LOG_LEVEL: z.enum(LEVELS, `one of ${LEVELS.join(', ')}`).default('info'),
});

export type LogLevel = z.output<typeof loggingEnv>['LOG_LEVEL'];
