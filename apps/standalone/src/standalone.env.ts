import { databaseEnv } from '#database';
import { host, port, publicUrl, secret } from '#runtime';
import { z } from 'zod';

/** The settings of `npm start`. Those that it only hands on are judged by the process that uses them. */
export const standaloneEnv = z.object({
  PORT: port().default(3_000),
  HOST: host().default('127.0.0.1'),
  PUBLIC_URL: publicUrl().optional(),
  DATABASE_URL: databaseEnv.shape.DATABASE_URL.optional(),
  DATA_DIR: z.string().default('.data'),
  EMBEDDED_POSTGRES_PORT: port().default(3_003),
  SPOTIFY_CLIENT_ID: z.string().optional(),
  SPOTIFY_CLIENT_SECRET: z.string().optional(),
  SIMULATOR_PORT: port().default(3_002),
  WORKER_PORT: port().default(3_001),
  WORKER_HOST: host().default('127.0.0.1'),
  KEYRING_FILE: z.string().optional(),
  SESSION_SECRET: secret(32, 'a secret of 32 characters or more').optional(),
});

export type StandaloneEnvironment = Readonly<z.output<typeof standaloneEnv>>;
