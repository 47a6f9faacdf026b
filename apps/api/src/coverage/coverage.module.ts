import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { CoverageResolver, ViewerCoverageResolver } from './coverage.resolver.js';
import { CoverageService } from './coverage.service.js';

/** How complete a listener's history is. */
@Module({ imports: [ViewerModule], providers: [ViewerCoverageResolver, CoverageResolver, CoverageService] })
export class CoverageModule {}
