import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Retention } from './retention.js';
import { SnapshotJob } from './snapshot.job.js';
import { SnapshotRecorder } from './snapshot-recorder.js';
import { SnapshotScheduler } from './snapshot.scheduler.js';
import { SNAPSHOTS_ENVIRONMENT, type SnapshotsEnvironment } from './snapshots.env.js';

export interface SnapshotsModuleOptions {
  readonly environment: SnapshotsEnvironment;
  /** The modules that provide `Spotify` and `SnapshotMetrics`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** Scheduled snapshots: a tick queues due listeners, jobs record their snapshots, and old snapshots are deleted. */
@Module({})
export class SnapshotsModule {
  static register({ environment, imports }: SnapshotsModuleOptions): DynamicModule {
    return {
      module: SnapshotsModule,
      imports: [ScheduleModule.forRoot(), ...imports],
      providers: [
        { provide: SNAPSHOTS_ENVIRONMENT, useValue: environment },
        SnapshotRecorder,
        SnapshotJob,
        SnapshotScheduler,
        Retention,
      ],
    };
  }
}
