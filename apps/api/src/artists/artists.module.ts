import { Module } from '@nestjs/common';
import { ChartsModule } from '../charts/charts.module.js';
import { ArtistsResolver } from './artists.resolver.js';
import { ArtistsService } from './artists.service.js';

/** Artists of a listener's own history, with their ranks over time. */
@Module({ imports: [ChartsModule], providers: [ArtistsResolver, ArtistsService] })
export class ArtistsModule {}
