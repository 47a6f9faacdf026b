import { readFileSync } from 'node:fs';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { projectFile, Public } from '#runtime';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Controller, Get, Header, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { Request } from 'express';
import type { GraphQLSchema } from 'graphql';
import { Authenticator } from '../auth/authenticator.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ByteBoundedCache, textBytes } from './byte-bounded-cache.js';
import { DateTime } from './dates.js';
import { MAX_TOKENS } from './limits/document-limits.js';
import { QueryLimits } from './limits/query-limits.js';
import { OperationMetrics, OperationMetricsPlugin } from './operation-metrics.js';
import { RequestAdmission } from './request-admission.js';
import { errorFormatter, responseHead } from './responses.js';

/** Headers that forms cannot send, nor other origins without a preflight. The first two are Apollo's defaults. */
const CSRF_HEADERS = ['x-apollo-operation-name', 'apollo-require-preflight', 'authorization'];

const MAX_VALIDATION_ERRORS = 5;
/** Memory for persisted queries, in bytes. */
const MAX_PERSISTED_BYTES = 8 * 2 ** 20;

/** Serves the committed schema as text, for code generators. */
@Public()
@Controller()
export class SchemaController {
  private readonly text = readFileSync(projectFile('apps/api/src/graphql/schema.graphql'), 'utf8');

  @Get('schema.graphql')
  @Header('content-type', 'application/graphql; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  schema(): string {
    return this.text;
  }
}

/** GraphQL over HTTP at `/graphql`. Resolvers belong to the features. */
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
          autoSchemaFile: true,
          sortSchema: true,
          buildSchemaOptions: {
            scalarsMap: [{ type: Date, scalar: DateTime }],
            numberScalarMode: 'integer',
          },
          transformSchema: describeRoots,
          path: '/graphql',
          context: ({ req }: { req: Request }) => admission.admit(req),
          documentStore: admission.validDocuments,
          persistedQueries: { cache: new ByteBoundedCache<string>(MAX_PERSISTED_BYTES, textBytes) },
          // `graphiql/` serves it under a policy of its own.
          graphiql: false,
          introspection: true,
          csrfPrevention: { requestHeaders: CSRF_HEADERS },
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
          parseOptions: { maxTokens: MAX_TOKENS },
          // GraphQL adds one more error, which says that there are more.
          validationOptions: { maxErrors: MAX_VALIDATION_ERRORS - 1 },
        };
      },
    }),
  ],
  providers: [OperationMetrics, OperationMetricsPlugin, QueryLimits],
  controllers: [SchemaController],
  exports: [OperationMetrics, QueryLimits],
})
export class ApiGraphqlModule {}

/** Sets the descriptions of `Query` and `Mutation`, which no class declares. */
function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType();
  if (query) {
    query.description =
      'Every field but `sharedChart`, which needs no sign-in, is about you, the signed-in listener. A field that fails is null and has an entry in `errors`; the other fields are not affected.';
  }
  const mutation = schema.getMutationType();
  if (mutation) {
    mutation.description =
      'Every field is about you, the signed-in listener. Fields run in order; one that fails has an entry in `errors`, and the others still run.';
  }
  return schema;
}
