import { Module } from '@nestjs/common';
import { ChartsModule } from '../charts/charts.module.js';
import { ArtistResolver } from './artist.resolver.js';
import { ArtistService } from './artist.service.js';

@Module({ imports: [ChartsModule], providers: [ArtistResolver, ArtistService] })
export class ArtistsModule {}
