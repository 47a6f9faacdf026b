import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { ReconstructionResolver } from './listening-history.resolver.js';
import { ListeningHistoryService, ReconstructionService } from './listening-history.service.js';

/** Listening histories of Spotify and other services, and the past days that are reconstructed from them. */
@Module({
  imports: [ViewerModule],
  providers: [ListeningHistoryService, ReconstructionResolver, ReconstructionService],
  exports: [ListeningHistoryService],
})
export class ListeningHistoryModule {}
