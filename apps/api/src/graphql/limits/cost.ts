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

/** The arguments of a field, with variables and defaults. */
export type Arguments = Readonly<Record<string, unknown>>;

/** The most objects of each list, by `Type.field`. `above` has the arguments of the field above, for pages. */
export type ListSizes = Readonly<Record<string, (given: Arguments, above: Arguments) => number>>;

/** An operation with coerced variables. */
export interface CountedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Arguments;
}

/**
 * Computes how many objects below the root an operation may return. Repeated fields count once; skipped fields, fields
 * with invalid arguments, and introspection do not count.
 */
export function computeCost(schema: GraphQLSchema, counted: CountedOperation, sizes: ListSizes): number {
  const { document, operation, variables } = counted;
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }

  const fieldsCost = (
    type: GraphQLObjectType,
    fields: ReadonlyMap<string, readonly FieldNode[]>,
    above: Arguments,
  ): number => {
    let sum = 0;
    for (const nodes of fields.values()) {
      const [node] = nodes;
      const field = node && type.getFields()[node.name.value];
      if (field) sum += fieldCost(type, field, nodes, above);
    }
    return sum;
  };
  const fieldCost = (
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
      fieldsCost(one, collectSubfields(schema, fragments, variables, one, nodes), given),
    );
    return size * (1 + Math.max(...below));
  };
  return fieldsCost(root, collectFields(schema, fragments, variables, root, operation.selectionSet), {});
}

/** The size of a list that is missing in `list-sizes.ts`; a test finds it. */
const UNDECLARED = 100;

/** The object types that a field may return; none for scalars. */
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
