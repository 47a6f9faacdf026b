import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  GraphQLError,
  type GraphQLSchema,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

/** The arguments of a field, variables and defaults resolved. */
export type Arguments = Readonly<Record<string, unknown>>;

/** How many objects the lists of a field may hold, by `Type.field`. A page's lists go by the arguments of its field. */
export type ListSizes = Readonly<Record<string, (given: Arguments, above: Arguments) => number>>;

/** An operation with its variables as they are once they have been checked. */
export interface CountedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Arguments;
}

/**
 * How many objects below the root an operation may return. Fields that are asked for twice under one name are one, what
 * the variables leave out is not there, and a field whose arguments cannot be used returns nothing. Introspection is
 * free: it is the same for everyone.
 */
export function costOf(schema: GraphQLSchema, counted: CountedOperation, sizes: ListSizes): number {
  const { document, operation, variables } = counted;
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }

  const ofFields = (
    type: GraphQLObjectType,
    fields: ReadonlyMap<string, readonly FieldNode[]>,
    above: Arguments,
  ): number => {
    let sum = 0;
    for (const nodes of fields.values()) {
      const [node] = nodes;
      const field = node && type.getFields()[node.name.value];
      if (field) sum += ofField(type, field, nodes, above);
    }
    return sum;
  };
  const ofField = (
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    above: Arguments,
  ): number => {
    const [node] = nodes;
    const types = typesOf(schema, field);
    const given = node && types.length > 0 ? argumentsOf(field, node, variables) : null;
    if (!given) return 0;
    const size = isListType(getNullableType(field.type))
      ? (sizes[`${type.name}.${field.name}`]?.(given, above) ?? UNDECLARED)
      : 1;
    if (size === 0) return 0;
    const below = types.map((one) =>
      ofFields(one, collectSubfields(schema, fragments, variables, one, nodes), given),
    );
    return size * (1 + Math.max(...below));
  };
  return ofFields(root, collectFields(schema, fragments, variables, root, operation.selectionSet), {});
}

/** A list whose size nobody declared is as long as lists can be; a test finds it. */
const UNDECLARED = 100;

/** The types of object that a field may return: none where it returns values. */
function typesOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Arguments,
): Arguments | null {
  try {
    return getArgumentValues(field, node, variables);
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
