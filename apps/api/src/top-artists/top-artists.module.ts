import { Module } from '@nestjs/common';
import { TopArtistsResolver } from './top-artists.resolver.js';
import { TopArtistsService } from './top-artists.service.js';

@Module({ providers: [TopArtistsResolver, TopArtistsService] })
export class TopArtistsModule {}
