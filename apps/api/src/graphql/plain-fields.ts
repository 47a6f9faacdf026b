import { type GraphQLSchema, isObjectType } from 'graphql';

/** What Nest calls the function that it gives every field of a class: it reads the property of the same name. */
const READS_PROPERTY = 'rootFieldResolver';

/**
 * Takes from fields that are plain properties the function that reads them, which is what happens without one. A query
 * that is compiled then reads them where it stands, instead of calling a function for each value of each object.
 * Changes `schema` itself, and answers it.
 */
export function readPlainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve?.name === READS_PROPERTY) delete field.resolve;
    }
  }
  return schema;
}
