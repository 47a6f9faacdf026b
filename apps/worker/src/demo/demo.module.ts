import {
  databaseEnv,
  DatabaseModule,
  GrantRepository,
  SpotifyRateLimiterRepository,
  keyringEnv,
  type TokenCipher,
} from '#database';
import { spotifyEnv, SpotifyModule } from '#spotify';
import { type DynamicModule, Module } from '@nestjs/common';
import { z } from 'zod';
import { SnapshotRecorder } from '../snapshots/snapshot-recorder.js';
import { SNAPSHOTS_ENVIRONMENT, snapshotsEnv } from '../snapshots/snapshots.env.js';
import { DemoHistory } from './demo-history.js';
import { SimulatorControl } from './simulator-control.js';

/** The settings of the job that creates the demo's history. */
export const demoEnv = z.object({
  ...databaseEnv.shape,
  ...keyringEnv.shape,
  ...spotifyEnv.shape,
  SNAPSHOT_DEPTH: snapshotsEnv.shape.SNAPSHOT_DEPTH,
});

export type DemoEnvironment = Readonly<z.output<typeof demoEnv>>;

/** One connection for each range of a day, and a spare one. */
const POOL_SIZE = 4;

/** Calls to the simulator do not use up the budget: they are counted apart, with a limit that is never reached. */
const UNLIMITED = { callsPer30Seconds: 1_000_000, maxWaitMs: 0 };

/** Records snapshots like the worker, but without its budget of calls and with control over the simulator. */
@Module({})
export class DemoModule {
  static register(environment: DemoEnvironment, cipher: TokenCipher): DynamicModule {
    return {
      module: DemoModule,
      imports: [
        DatabaseModule.register({
          databaseUrl: environment.DATABASE_URL,
          applicationName: 'headliner-demo',
          poolSize: POOL_SIZE,
          cipher,
          spotifyClientId: `${environment.SPOTIFY_CLIENT_ID}:demo-history`,
          rateLimit: UNLIMITED,
        }),
        SpotifyModule.register({
          environment,
          imports: [],
          grants: GrantRepository,
          rateLimiter: SpotifyRateLimiterRepository,
        }),
      ],
      providers: [
        DemoHistory,
        { provide: SimulatorControl, useFactory: () => new SimulatorControl(environment.SPOTIFY_API_URL) },
        { provide: SNAPSHOTS_ENVIRONMENT, useValue: environment },
        SnapshotRecorder,
      ],
    };
  }
}
