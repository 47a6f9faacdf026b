import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Injectable } from '@nestjs/common';
import type { GraphQLSchema } from 'graphql';
import { QueryExecutor } from './query-executor.js';

type Gateway = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/** Apollo's driver for Nest, with operations executed by {@link QueryExecutor}; Apollo calls that a gateway. */
@Injectable()
export class CompiledDriver extends ApolloDriver {
  private known: QueryExecutor | undefined;

  /** @throws {Error} before the application has been initialized */
  get executor(): QueryExecutor {
    if (!this.known) throw new Error('the schema has not been made');
    return this.known;
  }

  override start({ plugins = [], ...options }: ApolloDriverConfig): Promise<void> {
    if (!options.schema) throw new Error('the schema has not been made');
    this.known = new QueryExecutor(options.schema);
    const extended = {
      ...options,
      gateway: gatewayOf(options.schema, this.known),
      plugins: [
        ...plugins,
        // Apollo's own reckons what may be cached: it puts a resolver around every field, and always finds nothing.
        ApolloServerPluginCacheControlDisabled(),
        // For parts of a federated graph, which this is not; its protocol alone takes 2 MB.
        ApolloServerPluginInlineTraceDisabled(),
      ],
    };
    return super.start(extended);
  }
}

function gatewayOf(schema: GraphQLSchema, executor: QueryExecutor): Gateway {
  return {
    onSchemaLoadOrUpdate: (announce) => {
      announce({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: ({ context, ...request }) =>
          executor.execute({ ...request, context: { req: context['req'] } }),
      }),
    stop: () => Promise.resolve(),
  };
}
