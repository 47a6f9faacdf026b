import { databaseEnv, keyringEnv } from '#database';
import { integer } from '#runtime';
import { spotifyEnv } from '#spotify';
import { z } from 'zod';

/** The settings of the job that makes the demo's history. */
export const demoEnv = z.object({
  ...databaseEnv.shape,
  ...keyringEnv.shape,
  ...spotifyEnv.shape,
  SNAPSHOT_DEPTH: integer(1, 100).default(50),
});

export type DemoEnvironment = Readonly<z.output<typeof demoEnv>>;
