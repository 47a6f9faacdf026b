import { SnapshotQueue } from '#database';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { SnapshotJob } from './snapshot.job.js';

/** Runs the jobs of the queue from the start of the process until it ends. */
export class SnapshotWork implements OnApplicationBootstrap {
  constructor(
    private readonly queue: SnapshotQueue,
    private readonly job: SnapshotJob,
    private readonly concurrency: number,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.queue.work((data, stopping) => this.job.run(data, stopping), this.concurrency);
  }
}
