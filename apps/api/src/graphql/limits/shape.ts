import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What can be counted of an operation without knowing its variables, every fragment standing where it is spread. */
export interface Shape {
  /** Levels of fields, leaves included; what introspection asks about a type does not count. */
  readonly depth: number;
  /** Of `__typename` as well. */
  readonly aliases: number;
  /** Repeated ones as often as they stand there. */
  readonly directives: number;
}

const NOTHING: Shape = { depth: 0, aliases: 0, directives: 0 };

/**
 * The shape of an operation of a valid document, in which no fragment contains itself. Each fragment is looked at once,
 * so that it takes no longer for fragments of fragments.
 */
export function shapeOf(document: DocumentNode, operation: OperationDefinitionNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<FragmentDefinitionNode, Shape>();

  const ofFragment = (fragment: FragmentDefinitionNode | undefined): Shape => {
    if (!fragment) return NOTHING;
    const shape = known.get(fragment) ?? withDirectives(ofSet(fragment.selectionSet), fragment);
    known.set(fragment, shape);
    return shape;
  };
  const ofSelection = (selection: SelectionNode): Shape => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      return withDirectives(ofFragment(fragments.get(selection.name.value)), selection);
    }
    const { depth, aliases, directives } = withDirectives(ofSet(selection.selectionSet), selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) return { depth, aliases, directives };
    const below = isIntrospection(selection.name.value) ? 0 : depth;
    return { depth: 1 + below, aliases: aliases + (selection.alias ? 1 : 0), directives };
  };
  const ofSet = (set: SelectionSetNode | undefined): Shape =>
    (set?.selections ?? []).map(ofSelection).reduce(together, NOTHING);

  const own = (operation.variableDefinitions ?? []).map((definition) => withDirectives(NOTHING, definition));
  return own.reduce(together, withDirectives(ofSet(operation.selectionSet), operation));
}

function together(one: Shape, other: Shape): Shape {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
  };
}

function withDirectives(shape: Shape, { directives = [] }: { directives?: readonly DirectiveNode[] }): Shape {
  return { ...shape, directives: shape.directives + directives.length };
}

function isIntrospection(field: string): boolean {
  return field === '__schema' || field === '__type';
}
