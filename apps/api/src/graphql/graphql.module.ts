import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { Request } from 'express';
import { Authenticator } from '../auth/authenticator.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ByteBoundedCache, textBytes } from './byte-bounded-cache.js';
import { describeRoots, schemaOptions } from './schema-options.js';
import { errorFormatter } from './error-formatter.js';
import { QueryLimits } from './limits/query-limits.js';
import { QueryLimitsPlugin } from './limits/query-limits.plugin.js';
import { MOST_TOKENS } from './limits/token-limit.js';
import { RequestAdmission } from './request-admission.js';
import { responseHead } from './response-head.js';
import { SchemaController } from './schema.controller.js';

/** No form can send these, and no page of another origin without asking first. The first two are Apollo's own. */
const NOT_FROM_A_FORM = ['x-apollo-operation-name', 'apollo-require-preflight', 'authorization'];

const MOST_VALIDATION_ERRORS = 5;

/** The memory for queries that clients then name by their hash, in bytes. */
const MOST_PERSISTED_BYTES = 8 * 2 ** 20;

/** GraphQL over HTTP at `/graphql`, and its schema in text form. Features bring their own resolvers. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [ApiSettings, Authenticator],
      useFactory: (settings: ApiSettings, authenticator: Authenticator) => {
        const admission = new RequestAdmission(
          authenticator,
          settings.environment.ANONYMOUS_REQUESTS_PER_MINUTE,
        );
        return {
          ...schemaOptions,
          autoSchemaFile: true,
          transformSchema: describeRoots,
          path: '/graphql',
          context: ({ req }: { req: Request }) => admission.admit(req),
          documentStore: admission.documents,
          persistedQueries: { cache: new ByteBoundedCache<string>(MOST_PERSISTED_BYTES, textBytes) },
          // Ours: served from our own files, under our own policy.
          graphiql: false,
          introspection: true,
          csrfPrevention: { requestHeaders: NOT_FROM_A_FORM },
          allowBatchedHttpRequests: false,
          includeStacktraceInErrorResponses: false,
          autoTransformHttpErrors: false,
          plugins: [
            responseHead,
            // Apollo's cache control instruments every field; its inline traces are for federated graphs.
            ApolloServerPluginCacheControlDisabled(),
            ApolloServerPluginInlineTraceDisabled(),
          ],
          formatError: errorFormatter(settings.reconnectUrl),
          parseOptions: { maxTokens: MOST_TOKENS },
          // The last of them says that there are more.
          validationOptions: { maxErrors: MOST_VALIDATION_ERRORS - 1 },
        };
      },
    }),
  ],
  providers: [QueryLimits, QueryLimitsPlugin],
  controllers: [SchemaController],
  exports: [QueryLimits],
})
export class ApiGraphqlModule {}
