import { Global, Module } from '@nestjs/common';
import { ApiGraphqlModule } from '../graphql/graphql.module.js';
import { CachedResponses } from './cached-responses.js';
import { ResponseCache } from './response-cache.js';
import { ResponseCachePlugin } from './response-cache.plugin.js';

/** Caches responses for half a second. Features that change a listener's data call `ResponseCache.invalidate`. */
@Global()
@Module({
  imports: [ApiGraphqlModule],
  providers: [CachedResponses, ResponseCache, ResponseCachePlugin],
  exports: [ResponseCache],
})
export class ResponseCacheModule {}
