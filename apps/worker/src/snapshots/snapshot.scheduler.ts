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

/** How many listeners one statement queues at most. */
const BATCH_SIZE = 1_000;

/**
 * Queues every listener who is due, at the times of SNAPSHOT_TICK_CRON, and hands the jobs of the queue to SnapshotJob.
 * It may run in any number of processes at once.
 */
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
    // Who became due while no worker ran does not wait for the clock.
    void this.tick();
    await this.queue.work(
      (data, stopping) => this.job.run(data, stopping),
      this.environment.SNAPSHOT_CONCURRENCY,
    );
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** PostgreSQL's clock decides who is due; the clock of this process only when that is asked. */
  private async tick(): Promise<void> {
    try {
      for (let more = true; more && !this.stopping;) {
        more = (await this.queue.enqueueDue(BATCH_SIZE)) === BATCH_SIZE;
      }
    } catch (error) {
      this.log.warn(`Nobody could be queued: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
