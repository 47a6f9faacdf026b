import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { TopArtistsResolver } from './top-artists.resolver.js';
import { TopArtistsService } from './top-artists.service.js';

@Module({ imports: [ViewerModule], providers: [TopArtistsResolver, TopArtistsService] })
export class TopArtistsModule {}
