import { Module } from '@nestjs/common';
import { ListeningHistoryService } from './listening-history.service.js';

/** Listening histories of Spotify and other services, from which past days are reconstructed. */
@Module({
  providers: [ListeningHistoryService],
  exports: [ListeningHistoryService],
})
export class ListeningHistoryModule {}
