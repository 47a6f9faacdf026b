import { databaseEnv, DatabaseModule, GrantRepository, keyringEnv, type TokenCipher } from '#database';
import { type Cooldown, type CooldownReason, spotifyEnv, SpotifyModule, SpotifyRateLimiter } from '#spotify';
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

/** Permits every call, since calls to the simulator do not count against the budget. Honours cooldowns. */
class UnlimitedRateLimiter extends SpotifyRateLimiter {
  private cooldown: { readonly until: Date; readonly reason: CooldownReason } | null = null;

  async currentCooldown(): Promise<Cooldown | null> {
    if (!this.cooldown) return null;
    const leftMs = this.cooldown.until.getTime() - Date.now();
    return leftMs > 0 ? { ...this.cooldown, secondsLeft: Math.ceil(leftMs / 1_000) } : null;
  }

  acquire(): Promise<Cooldown | null> {
    return this.currentCooldown();
  }

  async startCooldown(seconds: number, reason: CooldownReason): Promise<Cooldown> {
    const until = new Date(Date.now() + seconds * 1_000);
    if (!this.cooldown || this.cooldown.until < until) this.cooldown = { until, reason };
    return (await this.currentCooldown()) ?? { until, secondsLeft: seconds, reason };
  }
}

@Module({ providers: [UnlimitedRateLimiter], exports: [UnlimitedRateLimiter] })
class UnlimitedRateLimiterModule {}

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
        DemoHistory,
        { provide: SimulatorControl, useFactory: () => new SimulatorControl(environment.SPOTIFY_API_URL) },
        { provide: SNAPSHOTS_ENVIRONMENT, useValue: environment },
        SnapshotRecorder,
      ],
    };
  }
}
