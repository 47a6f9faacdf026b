import { DateTime } from './scalars.js';
import type { GraphQLSchema } from 'graphql';

/** Describes the types that no class stands for. Changes `schema` itself, and answers it. */
export function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType();
  if (query) {
    query.description =
      'Read operations. Every field is about you, the signed-in listener. Fields fail independently: a failed field is null, the others keep their values, and `errors` explains why.';
  }
  const mutation = schema.getMutationType();
  if (mutation) {
    mutation.description =
      'Write operations. Every field is about you, the signed-in listener. Fields run one after another and fail independently; `errors` explains why.';
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
