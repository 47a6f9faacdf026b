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
import { SNAPSHOTS_ENVIRONMENT, type SnapshotsEnvironment } from '../snapshots/snapshots.env.js';

/** How often it is checked whether another day has grown too old. */
const CHECK_EVERY_MS = 3_600_000;

/** Deletes what is older than the operator lets it get: once a day by PostgreSQL's clock, in as many workers as there are. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(Retention.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  /** Everything before it has been deleted. */
  private done: ChartDay | undefined;

  constructor(
    private readonly repository: RetentionRepository,
    @Inject(SNAPSHOTS_ENVIRONMENT) private readonly environment: SnapshotsEnvironment,
  ) {}

  onApplicationBootstrap(): void {
    this.deleteOldDays();
  }

  /** Finishes the step in hand. */
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
          `Old days could not be deleted: ${error instanceof Error ? error.message : String(error)}`,
        );
      })
      .finally(() => (this.running = undefined));
  }

  private async run(days: number): Promise<void> {
    const first = retentionStart(await this.repository.now(), days);
    if (first === this.done) return;
    const deleted = await this.repository.deleteBefore(first, this.stopping.signal);
    if (this.stopping.signal.aborted) return;
    this.done = first;
    this.log.log(
      `Days before ${first} are deleted: ${deleted} snapshots, for they are kept for ${days} days.`,
    );
  }
}
