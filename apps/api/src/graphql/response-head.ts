import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationContext } from './operation-context.js';

/** What is wrong with an operation before it is executed, although the request that brought it is in order. */
const IN_THE_OPERATION = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * The head of GraphQL answers. They are about one listener, as of now, so nobody keeps them. And GraphQL over HTTP has
 * mistakes in an operation answered with 400 in its own media type; for those who ask for `application/json` alone, and
 * may take anything but 200 for a fault on the way, with 200.
 */
export const responseHead: ApolloServerPlugin<OperationContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, response }) => {
        response.http.headers.set('cache-control', 'no-store');
        const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
        const inTheOperation = errors?.every(({ extensions }) => IN_THE_OPERATION.has(extensions?.['code']));
        const accepted = request.http?.headers.get('accept') ?? '';
        if (inTheOperation && isLegacy(accepted)) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};

function isLegacy(accepted: string): boolean {
  return accepted.includes('application/json') && !accepted.includes('application/graphql-response+json');
}
