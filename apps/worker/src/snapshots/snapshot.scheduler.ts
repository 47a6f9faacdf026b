import { SnapshotQueue } from '#database';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { SnapshotJob } from './snapshot.job.js';
import { SNAPSHOTS_ENVIRONMENT, type SnapshotsEnvironment } from './snapshots.env.js';

/** The maximum number of listeners that one statement queues. */
const BATCH_SIZE = 1_000;

/** Queues due listeners at the times of SNAPSHOT_TICK_CRON, and runs the queue's jobs. Any number of workers may run it. */
@Injectable()
export class SnapshotScheduler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(SnapshotScheduler.name);
  private stopping = false;

  constructor(
    private readonly queue: SnapshotQueue,
    private readonly job: SnapshotJob,
    private readonly registry: SchedulerRegistry,
    @Inject(SNAPSHOTS_ENVIRONMENT) private readonly environment: SnapshotsEnvironment,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const cronTime = this.environment.SNAPSHOT_TICK_CRON;
    const onTick = (): Promise<void> => this.tick();
    const cronJob = CronJob.from({ cronTime, onTick, waitForCompletion: true, start: true });
    this.registry.addCronJob('snapshots', cronJob);
    // Queues overdue listeners at startup.
    void this.tick();
    await this.queue.work(
      (data, stopping) => this.job.run(data, stopping),
      this.environment.SNAPSHOT_CONCURRENCY,
    );
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** Queues all due listeners. PostgreSQL's clock decides who is due. */
  private async tick(): Promise<void> {
    try {
      for (let more = true; more && !this.stopping;) {
        more = (await this.queue.enqueueDue(BATCH_SIZE)) === BATCH_SIZE;
      }
    } catch (error) {
      this.log.warn(
        `Could not queue due listeners: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
