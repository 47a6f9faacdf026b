import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ARTIST_LINK_QUEUE, QueueBoss } from './queue-boss.js';

const artistLinkJobData = z.object({ listenerId: z.int() });

/** Runs one job. `stopping` aborts when the process is about to exit. */
export type ArtistLinkHandler = (listenerId: number, stopping: AbortSignal) => Promise<void>;

/** The queue of listeners with artists to link, which all processes share. */
@Injectable()
export class ArtistLinkQueue {
  constructor(private readonly boss: QueueBoss) {}

  /**
   * Queues listeners who have no waiting job yet.
   *
   * @param afterSeconds the earliest start of the jobs
   */
  async enqueue(listenerIds: readonly number[], { afterSeconds = 0 } = {}): Promise<void> {
    if (listenerIds.length === 0) return;
    const boss = await this.boss.get();
    const jobs = listenerIds.map((listenerId) => ({
      singletonKey: String(listenerId),
      data: { listenerId },
      startAfter: afterSeconds,
    }));
    await boss.insert(ARTIST_LINK_QUEUE, jobs);
  }

  /** Starts running jobs, one at a time. A job is retried if its handler throws or its process dies. */
  work(handler: ArtistLinkHandler): Promise<void> {
    return this.boss.work(ARTIST_LINK_QUEUE, {
      data: artistLinkJobData,
      handler: ({ listenerId }, stopping) => handler(listenerId, stopping),
      concurrency: 1,
      pollSeconds: 5,
    });
  }
}
