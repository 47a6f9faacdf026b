import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { AccessTokensResolver } from './access-tokens.resolver.js';
import { AccessTokensService } from './access-tokens.service.js';

/** Listeners' own access tokens. Who calls with one is for the auth module to find out. */
@Module({ imports: [ViewerModule], providers: [AccessTokensResolver, AccessTokensService] })
export class AccessTokensModule {}
