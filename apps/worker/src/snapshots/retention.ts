import { type ChartDay, retentionStart } from '#charts';
import { RetentionRepository } from '#database';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { SNAPSHOTS_ENVIRONMENT, type SnapshotsEnvironment } from './snapshots.env.js';

const CHECK_EVERY_MS = 3_600_000;

/** Deletes snapshots older than SNAPSHOT_RETENTION_DAYS, once per day of PostgreSQL's clock. Any number of workers may run it. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(Retention.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  /** Snapshots before this day have been deleted. */
  private deletedBefore: ChartDay | undefined;

  constructor(
    private readonly repository: RetentionRepository,
    @Inject(SNAPSHOTS_ENVIRONMENT) private readonly environment: SnapshotsEnvironment,
  ) {}

  onApplicationBootstrap(): void {
    this.deleteOldDays();
  }

  /** Waits for the current statement. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  @Interval(CHECK_EVERY_MS)
  deleteOldDays(): void {
    const days = this.environment.SNAPSHOT_RETENTION_DAYS;
    if (days === undefined) return;
    this.running ??= this.run(days)
      .catch((error: unknown) => {
        this.log.warn(
          `Could not delete old snapshots: ${error instanceof Error ? error.message : String(error)}`,
        );
      })
      .finally(() => (this.running = undefined));
  }

  private async run(days: number): Promise<void> {
    const first = retentionStart(await this.repository.now(), days);
    if (first === this.deletedBefore) return;
    const deleted = await this.repository.deleteBefore(first, this.stopping.signal);
    if (this.stopping.signal.aborted) return;
    this.deletedBefore = first;
    this.log.log(`Deleted ${deleted} snapshots from before ${first}. SNAPSHOT_RETENTION_DAYS is ${days}.`);
  }
}
