import { z } from 'zod';

const TOKEN = 'a secret without spaces, such as the output of: openssl rand -hex 32';

/** The setting that says who may read a process's metrics. */
export const metricsEnv = z.object({
  METRICS_TOKEN: z
    .string(TOKEN)
    .regex(/^[!-~]+$/, TOKEN)
    .optional(),
});
