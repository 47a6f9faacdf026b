import { setTimeout as delay } from 'node:timers/promises';
import type { Job, PgBoss } from 'pg-boss';
import { HEARTBEAT_SECONDS, SNAPSHOT_QUEUE } from './queue-boss.js';

/** How long a finished job waits for others, so that one statement settles several. */
const GATHER_MS = 100;
const RETRY_MS = 1_000;

/**
 * Keeps the jobs that this process holds alive and tells the queue how they ended, several with each statement. A job
 * that was taken for dead meanwhile belongs to another process, and is left alone.
 */
export class Settlement {
  private readonly held = new Map<string, Job>();
  private finishedJobs: Job[] = [];
  private failedJobs: Job[] = [];
  private settling: Promise<void> | undefined;
  private closed = false;
  private readonly heartbeat: NodeJS.Timeout;

  constructor(private readonly boss: () => Promise<PgBoss>) {
    this.heartbeat = setInterval(() => void this.touch(), (HEARTBEAT_SECONDS * 1_000) / 3);
  }

  hold(job: Job): void {
    this.held.set(job.id, job);
  }

  finished(job: Job): void {
    this.finishedJobs.push(job);
    this.settling ??= this.settle();
  }

  /** It is done again, after a while. */
  failed(job: Job): void {
    this.failedJobs.push(job);
    this.settling ??= this.settle();
  }

  /** Settles what is left, and gives back what is not finished. */
  async close(): Promise<void> {
    this.closed = true;
    await this.settling;
    clearInterval(this.heartbeat);
    const unfinished = [...this.held.values()];
    this.held.clear();
    if (unfinished.length > 0) {
      // Where it cannot be told, the missing heartbeats will.
      await this.tell('fail', unfinished).catch(() => undefined);
    }
  }

  private async settle(): Promise<void> {
    while (this.finishedJobs.length + this.failedJobs.length > 0) {
      if (!this.closed) await delay(GATHER_MS);
      const finished = this.finishedJobs.splice(0);
      const failed = this.failedJobs.splice(0);
      try {
        await this.tell('complete', finished);
        await this.tell('fail', failed);
      } catch {
        // Kept, and alive: the work is done, only the queue has not heard of it.
        this.finishedJobs.push(...finished);
        this.failedJobs.push(...failed);
        if (this.closed) break;
        await delay(RETRY_MS);
      }
    }
    this.settling = undefined;
  }

  private async tell(how: 'complete' | 'fail', jobs: Job[]): Promise<void> {
    if (jobs.length === 0) return;
    await (await this.boss())[how](SNAPSHOT_QUEUE, jobs);
    for (const { id } of jobs) this.held.delete(id);
  }

  private async touch(): Promise<void> {
    if (this.held.size === 0) return;
    // A heartbeat that fails is made up for by the next.
    await this.boss()
      .then((boss) => boss.touch(SNAPSHOT_QUEUE, [...this.held.values()]))
      .catch(() => undefined);
  }
}
