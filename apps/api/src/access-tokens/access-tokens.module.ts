import { Module } from '@nestjs/common';
import { ViewerModule } from '../viewer/viewer.module.js';
import { AccessTokensResolver } from './access-tokens.resolver.js';
import { AccessTokensService } from './access-tokens.service.js';

/** Management of access tokens. The auth module authenticates requests with them. */
@Module({ imports: [ViewerModule], providers: [AccessTokensResolver, AccessTokensService] })
export class AccessTokensModule {}
