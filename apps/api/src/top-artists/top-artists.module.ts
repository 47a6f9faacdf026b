import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { TopArtistsMetrics } from './top-artists-metrics.js';
import { TopArtistsResolver } from './top-artists.resolver.js';
import { TopListCache } from './top-list-cache.js';

/** The listener's current top artists. */
@Module({ imports: [ViewerModule], providers: [TopArtistsMetrics, TopArtistsResolver, TopListCache] })
export class TopArtistsModule {}
