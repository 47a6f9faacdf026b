import { RetentionRepository, SnapshotQueue, SnapshotRepository } from '#database';
import { Spotify } from '#spotify';
import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Retention } from '../retention/retention.js';
import { SnapshotJob } from './snapshot.job.js';
import { SnapshotMetrics } from './snapshot-metrics.js';
import { scheduleAt, SnapshotSchedule } from './snapshot.schedule.js';
import { SnapshotTaker } from './snapshot-taker.js';
import { SnapshotWork } from './snapshot.work.js';
import type { SnapshotsEnvironment } from './snapshots.env.js';

export interface SnapshotsModuleOptions {
  readonly environment: SnapshotsEnvironment;
  /** Where Spotify comes from, and `metrics`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  /** Who counts; nobody by default. */
  readonly metrics?: Type<SnapshotMetrics>;
}

/** The scheduled snapshots: the tick that queues who is due, and the jobs that it leads to. */
@Module({})
export class SnapshotsModule {
  static register({ environment, imports, metrics }: SnapshotsModuleOptions): DynamicModule {
    return {
      module: SnapshotsModule,
      imports: [ScheduleModule.forRoot(), ...imports],
      providers: [
        metrics ? { provide: SnapshotMetrics, useExisting: metrics } : SnapshotMetrics,
        {
          provide: SnapshotTaker,
          useFactory: (spotify: Spotify, snapshots: SnapshotRepository) =>
            new SnapshotTaker(spotify, snapshots, environment.SNAPSHOT_DEPTH),
          inject: [Spotify, SnapshotRepository],
        },
        SnapshotJob,
        { provide: SnapshotSchedule, useClass: scheduleAt(environment.SNAPSHOT_TICK_CRON) },
        {
          provide: SnapshotWork,
          useFactory: (queue: SnapshotQueue, job: SnapshotJob) =>
            new SnapshotWork(queue, job, environment.SNAPSHOT_CONCURRENCY),
          inject: [SnapshotQueue, SnapshotJob],
        },
        {
          provide: Retention,
          useFactory: (repository: RetentionRepository) =>
            new Retention(repository, environment.SNAPSHOT_RETENTION_DAYS),
          inject: [RetentionRepository],
        },
      ],
    };
  }
}
