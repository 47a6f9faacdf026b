import { SnapshotQueue } from '#database';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type Type,
} from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

/** How many listeners one statement queues at most. */
const MOST_AT_ONCE = 1_000;

/** The tick: queues every listener who is due, and nothing else. It may run in any number of processes at once. */
@Injectable()
export abstract class SnapshotSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(SnapshotSchedule.name);
  private stopping = false;

  constructor(private readonly queue: SnapshotQueue) {}

  /** Who became due while no worker ran does not wait for the clock. */
  onApplicationBootstrap(): void {
    void this.tick();
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** PostgreSQL's clock decides who is due; the clock of this process only when that is asked. */
  async tick(): Promise<void> {
    try {
      for (let more = true; more && !this.stopping;) {
        more = (await this.queue.enqueueDue(MOST_AT_ONCE)) === MOST_AT_ONCE;
      }
    } catch (error) {
      this.log.warn(`Nobody could be queued: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** The tick at the times of a cron expression; a decorator cannot read settings later than this. */
export function scheduleAt(cron: string): Type<SnapshotSchedule> {
  @Injectable()
  class CronSchedule extends SnapshotSchedule {
    @Cron(cron, { name: 'snapshots', waitForCompletion: true })
    override tick(): Promise<void> {
      return super.tick();
    }
  }
  return CronSchedule;
}
