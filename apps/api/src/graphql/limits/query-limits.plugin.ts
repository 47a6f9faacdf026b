import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import type { OperationContext } from '../operation-context.js';
import { badRequest, rejectOperation } from '../rejection.js';
import { QueryLimits } from './query-limits.js';

/** Asks {@link QueryLimits} about every operation, between validation and execution. */
@Plugin()
export class QueryLimitsPlugin implements ApolloServerPlugin<OperationContext> {
  constructor(private readonly limits: QueryLimits) {}

  requestDidStart(): Promise<GraphQLRequestListener<OperationContext>> {
    return Promise.resolve({
      didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
        // Without one execution says which operation is missing.
        if (!operation) return;
        // Validation has nothing to say about the fields of a type that the schema does not have.
        if (!schema.getRootType(operation.operation)) {
          throw badRequest(`The schema has no ${operation.operation}s. Send a query or a mutation.`);
        }
        const { variables = {} } = request;
        contextValue.cost = await this.limits
          .check({ schema, document, operation, variables, request: contextValue.req })
          .catch((error: unknown) => {
            throw rejectOperation(error);
          });
      },
    });
  }
}
