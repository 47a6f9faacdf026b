import { Module } from '@nestjs/common';
import { SessionViewer } from './session-viewer.js';
import { ViewerResolver } from './viewer.resolver.js';
import { ViewerService } from './viewer.service.js';

@Module({
  providers: [ViewerResolver, ViewerService, SessionViewer],
  exports: [SessionViewer, ViewerService],
})
export class ViewerModule {}
