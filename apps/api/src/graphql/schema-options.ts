import { DateTime } from './scalars.js';
import type { GraphQLSchema } from 'graphql';

/** Describes the types that no class stands for. Changes `schema` itself, and answers it. */
export function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType();
  if (query) {
    query.description =
      'What can be asked. Every field is about you, the signed-in listener. Each of them fails for itself: one that cannot be answered is null, the others stand, and `errors` says why.';
  }
  const mutation = schema.getMutationType();
  if (mutation) {
    mutation.description =
      'What can be changed. Every field is about you, the signed-in listener. They are carried out one after the other; each fails for itself, and `errors` says why.';
  }
  return schema;
}

/** How the schema is built from the code: the same for the running API and for the committed text. */
export const schemaOptions = {
  sortSchema: true,
  buildSchemaOptions: {
    scalarsMap: [{ type: Date, scalar: DateTime }],
    numberScalarMode: 'integer' as const,
  },
};
