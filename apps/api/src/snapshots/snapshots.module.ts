import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { SnapshotsResolver } from './snapshots.resolver.js';
import { SnapshotsService } from './snapshots.service.js';

/** Snapshots that listeners request. The worker takes them, like all others. */
@Module({ imports: [ViewerModule], providers: [SnapshotsResolver, SnapshotsService] })
export class SnapshotsModule {}
