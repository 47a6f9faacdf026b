import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Counts in an operation with all fragments inlined, whatever its variables. */
export interface Shape {
  /** Levels of fields, including leaves, but not below `__schema` and `__type`. */
  readonly depth: number;
  /** Including those of `__typename`. */
  readonly aliases: number;
  /** Including repeated ones. */
  readonly directives: number;
}

const NOTHING: Shape = { depth: 0, aliases: 0, directives: 0 };

/** Measures an operation of a valid document. Visits each fragment once, however often it is spread. */
export function measureShape(document: DocumentNode, operation: OperationDefinitionNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<FragmentDefinitionNode, Shape>();

  const fragmentShape = (fragment: FragmentDefinitionNode | undefined): Shape => {
    if (!fragment) return NOTHING;
    const shape = measured.get(fragment) ?? withDirectives(setShape(fragment.selectionSet), fragment);
    measured.set(fragment, shape);
    return shape;
  };
  const selectionShape = (selection: SelectionNode): Shape => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      return withDirectives(fragmentShape(fragments.get(selection.name.value)), selection);
    }
    const { depth, aliases, directives } = withDirectives(setShape(selection.selectionSet), selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) return { depth, aliases, directives };
    const below = isIntrospection(selection.name.value) ? 0 : depth;
    return { depth: 1 + below, aliases: aliases + (selection.alias ? 1 : 0), directives };
  };
  const setShape = (set: SelectionSetNode | undefined): Shape =>
    (set?.selections ?? []).map(selectionShape).reduce(combine, NOTHING);

  const own = (operation.variableDefinitions ?? []).map((definition) => withDirectives(NOTHING, definition));
  return own.reduce(combine, withDirectives(setShape(operation.selectionSet), operation));
}

function combine(one: Shape, other: Shape): Shape {
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
