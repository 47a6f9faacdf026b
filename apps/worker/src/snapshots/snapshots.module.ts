import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Retention } from '../retention/retention.js';
import { SnapshotJob } from './snapshot.job.js';
import { SnapshotRecorder } from './snapshot-recorder.js';
import { SnapshotScheduler } from './snapshot.scheduler.js';
import { SNAPSHOTS_ENVIRONMENT, type SnapshotsEnvironment } from './snapshots.env.js';

export interface SnapshotsModuleOptions {
  readonly environment: SnapshotsEnvironment;
  /** Where `Spotify` and `SnapshotMetrics` come from. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** The scheduled snapshots: the tick that queues who is due, and the jobs that it leads to. */
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
