import type { ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { Authenticator } from '../auth/authenticator.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ByteBoundedCache, textBytes } from './byte-bounded-cache.js';
import { describeRoots } from './describe-roots.js';
import { DirectAnswers } from './direct/direct-answers.js';
import { errorFormatter } from './error-formatter.js';
import { CompiledDriver } from './execution/compiled.driver.js';
import { readPlainFields } from './plain-fields.js';
import { QueryLimits } from './limits/query-limits.js';
import { QueryLimitsPlugin } from './limits/query-limits.plugin.js';
import { MOST_TOKENS } from './limits/token-limit.js';
import type { OperationContext } from './operation-context.js';
import { RequestAdmission } from './request-admission.js';
import { responseHead } from './response-head.js';
import { SchemaController } from './schema.controller.js';
import { schemaOptions } from './schema-options.js';

/** No form can send these, and no page of another origin without asking first. The first two are Apollo's own. */
const NOT_FROM_A_FORM = ['x-apollo-operation-name', 'apollo-require-preflight', 'authorization'];

const MOST_VALIDATION_ERRORS = 5;

/** The memory for queries that clients then name by their hash, in bytes. */
const MOST_PERSISTED_BYTES = 8 * 2 ** 20;

/** GraphQL over HTTP at `/graphql`, and its schema in text form. Features bring their own resolvers. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: CompiledDriver,
      inject: [ApiSettings, Authenticator],
      useFactory: (settings: ApiSettings, authenticator: Authenticator) => {
        const admission = new RequestAdmission(
          authenticator,
          settings.environment.ANONYMOUS_REQUESTS_PER_MINUTE,
        );
        return {
          ...schemaOptions,
          autoSchemaFile: true,
          transformSchema: (schema) => readPlainFields(describeRoots(schema)),
          path: '/graphql',
          context: ({ req }: OperationContext): Promise<OperationContext> => admission.admit(req),
          documentStore: admission.documents,
          persistedQueries: { cache: new ByteBoundedCache<string>(MOST_PERSISTED_BYTES, textBytes) },
          // Ours: served from our own files, under our own policy.
          graphiql: false,
          introspection: true,
          csrfPrevention: { requestHeaders: NOT_FROM_A_FORM },
          allowBatchedHttpRequests: false,
          includeStacktraceInErrorResponses: false,
          autoTransformHttpErrors: false,
          plugins: [responseHead],
          formatError: errorFormatter(settings.reconnectUrl),
          parseOptions: { maxTokens: MOST_TOKENS },
          // The last of them says that there are more.
          validationOptions: { maxErrors: MOST_VALIDATION_ERRORS - 1 },
        };
      },
    }),
  ],
  providers: [DirectAnswers, QueryLimits, QueryLimitsPlugin],
  controllers: [SchemaController],
})
export class ApiGraphqlModule {}
