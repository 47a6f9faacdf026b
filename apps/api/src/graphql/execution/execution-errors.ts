import {
  type DocumentNode,
  type FieldNode,
  getNullableType,
  type GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  locatedError,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

type Data = Readonly<Record<string, unknown>> | null;
type Path = readonly (string | number)[];

interface Asked {
  readonly node: FieldNode;
  readonly type: GraphQLOutputType;
}

/**
 * The errors of a compiled operation as graphql-js would have told them: with the nodes they belong to, with a cause
 * even where the executor itself complains, and only the first of those that all made the same place null because their
 * own may not be.
 */
export function executionErrors(
  schema: GraphQLSchema,
  document: DocumentNode,
  data: Data,
  errors: readonly GraphQLError[],
): GraphQLError[] {
  const fields = fieldsByLocation(schema, document);
  const places = new Set<string>();
  return errors.flatMap(({ message, originalError, locations = [], path = [] }) => {
    const asked = locations.flatMap((location) => fields.get(keyOf(location)) ?? []);
    if (asked[0] && isNonNullType(typeAt(asked[0].type, path))) {
      const place = nullPlace(data, path);
      if (places.has(place)) return [];
      places.add(place);
    }
    const nodes = asked.map(({ node }) => node);
    return locatedError(originalError ?? new Error(message), nodes, path);
  });
}

function fieldsByLocation(schema: GraphQLSchema, document: DocumentNode): Map<string, Asked> {
  const fields = new Map<string, Asked>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const type = types.getType();
        if (node.loc && type) fields.set(keyOf(node.loc.startToken), { node, type });
      },
    }),
  );
  return fields;
}

function keyOf({ line, column }: { line: number; column: number }): string {
  return `${line}:${column}`;
}

/** The type of what stands at a path that ends in a field of this type, and in places of its lists. */
function typeAt(type: GraphQLOutputType, path: Path): GraphQLOutputType {
  const list = getNullableType(type);
  if (typeof path.at(-1) !== 'number' || !isListType(list)) return type;
  return typeAt(list.ofType, path.slice(0, -1));
}

/** The place on a path that an error left null. */
function nullPlace(data: Data, path: Path): string {
  let value: unknown = data;
  const walked: (string | number)[] = [];
  for (const key of path) {
    if (value === null || typeof value !== 'object') break;
    value = Reflect.get(value, key);
    walked.push(key);
  }
  return JSON.stringify(walked);
}
