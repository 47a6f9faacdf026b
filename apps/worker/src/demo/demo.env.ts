import { databaseEnv, keyringEnv } from '#database';
import { spotifyEnv } from '#spotify';
import { z } from 'zod';
import { snapshotsEnv } from '../snapshots/snapshots.env.js';

/** The settings of the job that creates the demo's history. */
export const demoEnv = z.object({
  ...databaseEnv.shape,
  ...keyringEnv.shape,
  ...spotifyEnv.shape,
  SNAPSHOT_DEPTH: snapshotsEnv.shape.SNAPSHOT_DEPTH,
});

export type DemoEnvironment = Readonly<z.output<typeof demoEnv>>;
