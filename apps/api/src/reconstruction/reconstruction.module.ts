import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { ReconstructionResolver } from './reconstruction.resolver.js';
import { ReconstructionService } from './reconstruction.service.js';

/** What an imported listening history has added. */
@Module({ imports: [ViewerModule], providers: [ReconstructionResolver, ReconstructionService] })
export class ReconstructionModule {}
