import { SnapshotQueue } from '#database';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { SnapshotJob } from './snapshot.job.js';

/** Has jobs taken from the queue as soon as the process has started; the queue itself ends it. */
export class SnapshotWork implements OnApplicationBootstrap {
  constructor(
    private readonly queue: SnapshotQueue,
    private readonly job: SnapshotJob,
    private readonly concurrency: number,
  ) {}

  onApplicationBootstrap(): void {
    this.queue.work((order, stopping) => this.job.run(order, stopping), this.concurrency);
  }
}
