import { databaseEnv, keyringEnv } from '#database';
import { host, loggingEnv, metricsEnv, port } from '#runtime';
import { spotifyEnv } from '#spotify';
import { z } from 'zod';
import { snapshotsEnv } from './snapshots/snapshots.env.js';

/** The settings of the worker. */
export const workerEnv = z.object({
  ...databaseEnv.shape,
  ...keyringEnv.shape,
  ...spotifyEnv.shape,
  ...snapshotsEnv.shape,
  ...metricsEnv.shape,
  ...loggingEnv.shape,
  WORKER_PORT: port().default(3_001),
  WORKER_HOST: host().default('127.0.0.1'),
});

export type WorkerEnvironment = Readonly<z.output<typeof workerEnv>>;
