import { DatabaseModule, GrantRepository, type TokenCipher } from '#database';
import { SpotifyModule } from '#spotify';
import { type DynamicModule, Module } from '@nestjs/common';
import { SnapshotRecorder } from '../snapshots/snapshot-recorder.js';
import { SNAPSHOTS_ENVIRONMENT } from '../snapshots/snapshots.env.js';
import type { DemoEnvironment } from './demo.env.js';
import { DemoDays } from './demo-days.js';
import { DemoHistory } from './demo-history.js';
import { UnlimitedRateLimiter } from './unlimited-rate-limiter.js';
import { SimulatorControl } from './simulator-control.js';

/** The three ranges of a day, and one to spare. */
const POOL_SIZE = 4;

@Module({ providers: [UnlimitedRateLimiter], exports: [UnlimitedRateLimiter] })
class UnlimitedRateLimiterModule {}

/** What the worker takes snapshots with, but for its budget of calls, and the simulator's control interface. */
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
          spotifyClientId: environment.SPOTIFY_CLIENT_ID,
          rateLimit: { callsPer30Seconds: environment.SPOTIFY_REQUESTS_PER_30S, maxWaitMs: 0 },
        }),
        SpotifyModule.register({
          environment,
          imports: [UnlimitedRateLimiterModule],
          grants: GrantRepository,
          rateLimiter: UnlimitedRateLimiter,
        }),
      ],
      providers: [
        DemoDays,
        DemoHistory,
        { provide: SimulatorControl, useFactory: () => new SimulatorControl(environment.SPOTIFY_API_URL) },
        { provide: SNAPSHOTS_ENVIRONMENT, useValue: environment },
        SnapshotRecorder,
      ],
    };
  }
}
