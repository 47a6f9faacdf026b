import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Job, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { SNAPSHOT_QUEUE, WATCH_SECONDS } from './queue-boss.js';
import { Settlement } from './settlement.js';

/** A listener whose snapshots are to be taken. */
export interface SnapshotOrder {
  readonly listenerId: number;
  /** The listener has asked for it, rather than the schedule. */
  readonly urgent: boolean;
}

/** Does one job; `stopping` is aborted when the process is about to end. */
export type SnapshotHandler = (order: SnapshotOrder, stopping: AbortSignal) => Promise<void>;

const order = z.object({ listenerId: z.int(), urgent: z.boolean() });

/** How soon an empty queue is looked at again, and one that could not be asked. */
const POLL_MS = 1_000;
/** How long a free place waits for others to become free, so that one statement fetches for several. */
const GATHER_MS = 200;
/** What is not finished by then is given back; a process has 30 s to end. */
const DRAIN_MS = 25_000;

/** Takes jobs from the queue and has them done, as many at a time as there are places. */
export class SnapshotWork {
  private readonly log = new Logger('queue');
  private readonly stopping = new AbortController();
  /** What cannot be done with the queue at present. */
  private readonly troubles = new Set<string>();
  private readonly inHand = new Map<string, Promise<void>>();
  private readonly settlement: Settlement;
  private readonly taking: Promise<void>;
  private readonly watching: Promise<void>;
  private placeFreed = Promise.withResolvers<void>();

  constructor(
    private readonly boss: () => Promise<PgBoss>,
    private readonly handler: SnapshotHandler,
    private readonly places: number,
  ) {
    this.settlement = new Settlement(boss);
    this.taking = this.take();
    this.watching = this.watch();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.taking;
    const limit = new AbortController();
    const drained = Promise.all(this.inHand.values());
    await Promise.race([
      drained,
      delay(DRAIN_MS, undefined, { signal: limit.signal }).catch(() => undefined),
    ]);
    limit.abort();
    await this.settlement.close();
    await this.watching;
  }

  private async take(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const free = this.places - this.inHand.size;
      if (free === 0) {
        await this.gatherPlaces();
        continue;
      }
      const jobs = await this.fetch(free);
      for (const job of jobs) {
        this.settlement.hold(job);
        const done = this.handle(job).then(() => {
          this.inHand.delete(job.id);
          this.placeFreed.resolve();
        });
        this.inHand.set(job.id, done);
      }
      if (jobs.length < free) await this.pause(POLL_MS);
    }
  }

  private async fetch(batchSize: number): Promise<Job[]> {
    const fetched = this.manage('read', (boss) => boss.fetch<object>(SNAPSHOT_QUEUE, { batchSize }));
    return (await fetched) ?? [];
  }

  private async handle(job: Job): Promise<void> {
    try {
      await this.handler(order.parse(job.data), this.stopping.signal);
      this.settlement.finished(job);
    } catch (error) {
      this.log.warn(
        `Job ${JSON.stringify(job.data)} failed at attempt ${job.retryCount + 1}: ${messageOf(error)}`,
      );
      this.settlement.failed(job);
    }
  }

  /** Until half of the places are free, or some have been for a moment. */
  private async gatherPlaces(): Promise<void> {
    this.placeFreed = Promise.withResolvers();
    await Promise.race([this.placeFreed.promise, aborted(this.stopping.signal)]);
    const until = performance.now() + GATHER_MS;
    while (performance.now() < until && this.inHand.size > this.places / 2) await this.pause(GATHER_MS / 10);
  }

  /** Finds the jobs of workers that died. Whichever process looks next does it for all. */
  private async watch(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.manage('watched', (boss) => boss.supervise(SNAPSHOT_QUEUE));
      await this.pause(WATCH_SECONDS * 1_000);
    }
  }

  /** Does something with the queue that is done again soon; an outage is told once. */
  private async manage<T>(what: string, act: (boss: PgBoss) => Promise<T>): Promise<T | undefined> {
    try {
      const result = await act(await this.boss());
      if (this.troubles.delete(what)) this.log.log(`The queue can be ${what} again.`);
      return result;
    } catch (error) {
      if (!this.troubles.has(what)) this.log.warn(`The queue cannot be ${what}: ${messageOf(error)}`);
      this.troubles.add(what);
      return undefined;
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
