import { buildSchema, type GraphQLFieldResolver, isObjectType } from 'graphql';
import type { ListSizes } from './cost.js';

/** A schema of nested lists and a page, whose size is an argument of its own field. */
export const schema = buildSchema(`
  type Query { one(small: Boolean = false): Node  many(first: Int = 2): [Node!]  page(first: Int!): Page }
  type Page { nodes: [Node!]!  info: Info! }
  type Info { text: String }
  type Node { text: String  words: [String!]  node: Node  nodes(first: Int = 3): [Node!]!  page(first: Int = 1): Page! }
`);

export const sizes: ListSizes = {
  'Query.many': ({ first }) => Number(first),
  'Node.nodes': ({ first }) => Number(first),
  'Page.nodes': (_, { first }) => Number(first),
};

/** Makes every field of the schema return as much as it may. */
export function returnAll(): void {
  const resolve: GraphQLFieldResolver<{ first?: unknown }, unknown> = (
    above,
    given,
    _,
    { fieldName, parentType },
  ) => {
    if (fieldName === 'text') return 'text';
    if (fieldName === 'words') return ['one', 'two'];
    const size = sizes[`${parentType.name}.${fieldName}`]?.(given, above ?? {});
    return size === undefined ? given : Array.from({ length: size }, () => given);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = resolve;
  }
}
