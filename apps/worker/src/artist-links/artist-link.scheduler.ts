import { ArtistLinkQueue, ArtistLinkRepository } from '#database';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { SNAPSHOTS_ENVIRONMENT, type SnapshotsEnvironment } from '../snapshots/snapshots.env.js';
import { ArtistLinkJob } from './artist-link.job.js';

/** The maximum number of listeners that a tick queues. */
const MAX_LISTENERS = 1_000;

/**
 * Queues listeners with artists to link at the times of SNAPSHOT_TICK_CRON, and runs the queue's jobs. Imports queue their
 * listener themselves; a tick finds listeners whose job was lost. Any number of workers may run it.
 */
@Injectable()
export class ArtistLinkScheduler implements OnApplicationBootstrap {
  private readonly log = new Logger(ArtistLinkScheduler.name);

  constructor(
    private readonly links: ArtistLinkRepository,
    private readonly queue: ArtistLinkQueue,
    private readonly job: ArtistLinkJob,
    private readonly registry: SchedulerRegistry,
    @Inject(SNAPSHOTS_ENVIRONMENT)
    private readonly environment: Pick<SnapshotsEnvironment, 'SNAPSHOT_TICK_CRON'>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const cronTime = this.environment.SNAPSHOT_TICK_CRON;
    const onTick = (): Promise<void> => this.tick();
    const cronJob = CronJob.from({ cronTime, onTick, waitForCompletion: true, start: true });
    this.registry.addCronJob('artist-links', cronJob);
    void this.tick();
    await this.queue.work((listenerId, stopping) => this.job.run(listenerId, stopping));
  }

  private async tick(): Promise<void> {
    try {
      await this.queue.enqueue(await this.links.findListeners(MAX_LISTENERS));
    } catch (error) {
      this.log.warn(
        `Could not queue listeners with artists to link: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
