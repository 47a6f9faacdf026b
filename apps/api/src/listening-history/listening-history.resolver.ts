import { Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { Viewer } from '../viewer/viewer.models.js';
import { DeleteReconstructedHistoryPayload, Reconstruction } from './listening-history.models.js';
import { ReconstructionService } from './listening-history.service.js';

@Resolver(() => Viewer)
export class ReconstructionResolver {
  constructor(private readonly service: ReconstructionService) {}

  @ResolveField(() => Reconstruction, {
    nullable: true,
    description: 'Your imported listening history. Null if you have none.',
  })
  reconstruction(@ListenerId() listenerId: number): Promise<Reconstruction | null> {
    return this.service.read(listenerId);
  }

  @Mutation(() => DeleteReconstructedHistoryPayload, {
    nullable: true,
    description:
      "Deletes all reconstructed snapshots, and the artists who are known only from them. Snapshots of Spotify's lists stay. Import the listening history again to restore them. An access token needs the scope `WRITE`.",
  })
  async deleteReconstructedHistory(
    @ListenerId() listenerId: number,
  ): Promise<DeleteReconstructedHistoryPayload> {
    return { deletedSnapshots: await this.service.delete(listenerId) };
  }
}
