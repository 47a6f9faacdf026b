import { Mutation, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { TakeSnapshotPayload } from './snapshots.models.js';
import { SnapshotsService } from './snapshots.service.js';

@Resolver()
export class SnapshotsResolver {
  constructor(private readonly service: SnapshotsService) {}

  @Mutation(() => TakeSnapshotPayload, {
    nullable: true,
    description:
      "Takes today's snapshot of every range that has none yet, even while daily snapshots are paused. Waits up to 10 seconds for the outcome. Limited to 5 requests per hour; an access token needs the scope `WRITE`.",
  })
  takeSnapshot(@ListenerId() listenerId: number): Promise<TakeSnapshotPayload> {
    return this.service.take(listenerId);
  }
}
