import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { TakeSnapshotResolver } from './take-snapshot.resolver.js';
import { TakeSnapshotService } from './take-snapshot.service.js';

@Module({ imports: [ViewerModule], providers: [TakeSnapshotResolver, TakeSnapshotService] })
export class SnapshotsModule {}
