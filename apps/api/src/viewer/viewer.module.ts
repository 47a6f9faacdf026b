import { Module } from '@nestjs/common';
import { ViewerResolver } from './viewer.resolver.js';
import { ViewerService } from './viewer.service.js';

/** The signed-in listener and their connection to Spotify. */
@Module({ providers: [ViewerResolver, ViewerService], exports: [ViewerService] })
export class ViewerModule {}
