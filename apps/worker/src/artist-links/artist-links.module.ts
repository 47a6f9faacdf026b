import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { SNAPSHOTS_ENVIRONMENT, type SnapshotsEnvironment } from '../snapshots/snapshots.env.js';
import { ArtistFinder, ArtistLinkJob } from './artist-link.job.js';
import { ArtistLinkScheduler } from './artist-link.scheduler.js';

export interface ArtistLinksModuleOptions {
  readonly environment: Pick<SnapshotsEnvironment, 'SNAPSHOT_TICK_CRON'>;
  /** The modules that provide `ArtistLinkMetrics`, and `Spotify` limited to the calls that snapshots leave. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** Links the artists of imported listening histories to Spotify's, after all snapshots. */
@Module({})
export class ArtistLinksModule {
  static register({ environment, imports }: ArtistLinksModuleOptions): DynamicModule {
    return {
      module: ArtistLinksModule,
      imports,
      providers: [
        { provide: SNAPSHOTS_ENVIRONMENT, useValue: environment },
        ArtistFinder,
        ArtistLinkJob,
        ArtistLinkScheduler,
      ],
    };
  }
}
