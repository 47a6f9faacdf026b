import { integer, port, secret } from '#runtime';
import { z } from 'zod';
import { mayBeRegistered } from './authorize/redirect-uri.js';
import { demoClient } from './start-simulator.js';

const redirectUris =
  'comma-separated addresses, each https, or http on 127.0.0.1 or [::1] (without a port it stands for any port)';

/** The settings of the simulator's process. */
export const simulatorEnv = z.object({
  SIMULATOR_PORT: port().default(3002),
  SIMULATOR_CLIENT_ID: z.string().default(demoClient.id),
  SIMULATOR_CLIENT_SECRET: secret(1, 'the secret that the app will send').default(demoClient.secret),
  SIMULATOR_REDIRECT_URIS: z
    .string(redirectUris)
    .transform((list) => list.split(',').map((uri) => uri.trim()))
    .refine((uris) => uris.every(mayBeRegistered), redirectUris)
    .default([...demoClient.redirectUris]),
  /** Where tokens (as fingerprints), consents and the clock outlive the process. */
  SIMULATOR_STATE_FILE: z.string().optional(),
  SIMULATOR_SEED: z.string().default('headliner'),
  SIMULATOR_ACCESS_TOKEN_SECONDS: integer(1, 86_400).default(3600),
});
