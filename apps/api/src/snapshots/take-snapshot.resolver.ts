import { Mutation, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { TakeSnapshotPayload } from './snapshots.models.js';
import { TakeSnapshotService } from './take-snapshot.service.js';

@Resolver()
export class TakeSnapshotResolver {
  constructor(private readonly service: TakeSnapshotService) {}

  @Mutation(() => TakeSnapshotPayload, {
    nullable: true,
    description:
      "Takes today's snapshot of each range now, where there is none yet, also while the daily ones are paused. Waits up to 10 seconds for the outcome; can be asked for 5 times an hour.",
  })
  takeSnapshot(@ListenerId() listenerId: number): Promise<TakeSnapshotPayload> {
    return this.service.take(listenerId);
  }
}
