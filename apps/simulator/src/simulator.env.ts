import { integer, port, secret } from '#runtime';
import { z } from 'zod';
import { isRegistrable } from './authorize/authorize-request.js';
import { demoClient } from './start-simulator.js';

const redirectUris =
  'comma-separated addresses: https, or http on 127.0.0.1 or [::1] (without a port, every port matches)';

/** The settings of the simulator. */
export const simulatorEnv = z.object({
  SIMULATOR_PORT: port().default(3002),
  SIMULATOR_CLIENT_ID: z.string().default(demoClient.id),
  SIMULATOR_CLIENT_SECRET: secret(1, 'the client secret that the app sends').default(demoClient.secret),
  SIMULATOR_REDIRECT_URIS: z
    .string(redirectUris)
    .transform((list) => list.split(',').map((uri) => uri.trim()))
    .refine((uris) => uris.every(isRegistrable), redirectUris)
    .default([...demoClient.redirectUris]),
  /** The file that keeps tokens (as fingerprints), consents and the clock across restarts. */
  SIMULATOR_STATE_FILE: z.string().optional(),
  SIMULATOR_SEED: z.string().default('headliner'),
  SIMULATOR_ACCESS_TOKEN_SECONDS: integer(1, 86_400).default(3600),
});
