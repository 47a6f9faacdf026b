import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Injectable } from '@nestjs/common';
import type { GraphQLSchema } from 'graphql';
import { QueryExecutor } from './query-executor.js';

type Gateway = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/** Apollo's driver for Nest, with operations executed by {@link QueryExecutor}; Apollo calls that a gateway. */
@Injectable()
export class CompiledDriver extends ApolloDriver {
  override start({ plugins = [], ...options }: ApolloDriverConfig): Promise<void> {
    if (!options.schema) throw new Error('the schema has not been made');
    const extended = {
      ...options,
      gateway: gatewayOf(options.schema),
      // Apollo's own reckons what may be cached: it puts a resolver around every field, and always finds nothing.
      plugins: [...plugins, ApolloServerPluginCacheControlDisabled()],
    };
    return super.start(extended);
  }
}

function gatewayOf(schema: GraphQLSchema): Gateway {
  const executor = new QueryExecutor(schema);
  return {
    onSchemaLoadOrUpdate: (announce) => {
      announce({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () => Promise.resolve({ executor: (request) => executor.execute(request) }),
    stop: () => Promise.resolve(),
  };
}
