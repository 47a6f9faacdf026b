import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

/** The values to try for each argument that is not an enum, by place: `Chart.entries.first`. The first is the widest. */
export type Values = Readonly<Record<string, readonly unknown[]>>;

/** The depth limit of the API. */
const MAX_DEPTH = 8;
/** Of the 15 that the API allows. */
const MAX_ALIASES = 12;

/** Returns the names of all types that a selection of a type can reach. */
export function typesBelow(type: GraphQLObjectType, reached: Set<string> = new Set()): Set<string> {
  if (reached.has(type.name)) return reached;
  reached.add(type.name);
  for (const { below } of objectFieldsOf(type)) typesBelow(below, reached);
  return reached;
}

/**
 * Returns selections of a type whose fields are at a level: together, every path of fields down to the depth limit, and
 * each field with every combination of its arguments. Above another field it has the widest arguments only, and also
 * below a type that is twice below itself.
 */
export function nestedSelections(
  type: GraphQLObjectType,
  level: number,
  values: Values,
  above: readonly string[] = [],
): string[] {
  const path = [...above, type.name];
  const repeats = path.some((name) => path.filter((other) => other === name).length > 2);
  const nested = level < MAX_DEPTH ? objectFieldsOf(type) : [];
  return [
    `{ ${leavesOf(type).join(' ')} }`,
    ...nested.flatMap(({ field, below }) => {
      const [widest = '', ...others] = combinationsOf(type, field, values);
      const deep = nestedSelections(below, level + 1, values, path).map(
        (selection) => `{ ${field.name}${widest} ${selection} }`,
      );
      if (repeats) return deep;
      const all = selectAll(below, level + 1, values);
      const aliased = others.map((passed, index) => `a${index}: ${field.name}${passed} ${all}`);
      return deep.concat(chunksOf(aliased, MAX_ALIASES).map((chunk) => `{ ${chunk.join(' ')} }`));
    }),
  ];
}

/** Selects the fields of a type, and the leaves of the objects below it. */
function selectAll(type: GraphQLObjectType, level: number, values: Values): string {
  const nested = level < MAX_DEPTH ? objectFieldsOf(type) : [];
  const objects = nested.map(
    ({ field, below }) =>
      `${field.name}${combinationsOf(type, field, values)[0]} { ${leavesOf(below).join(' ')} }`,
  );
  return `{ ${[...leavesOf(type), ...objects].join(' ')} }`;
}

function leavesOf(type: GraphQLObjectType): string[] {
  const leaves = Object.values(type.getFields()).filter(
    ({ type: each }) => !isObjectType(getNamedType(each)),
  );
  if (leaves.some(({ args }) => args.length > 0)) throw new Error(`A leaf of ${type.name} has arguments.`);
  return ['__typename', ...leaves.map(({ name }) => name)];
}

function objectFieldsOf(type: GraphQLObjectType): { field: Field; below: GraphQLObjectType }[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const below = getNamedType(field.type);
    return isObjectType(below) ? [{ field, below }] : [];
  });
}

/** Returns every combination of a field's arguments, as text in parentheses; one empty text without arguments. */
function combinationsOf(type: GraphQLObjectType, field: Field, values: Values): string[] {
  const combinations = field.args.reduce<string[]>(
    (all, argument) => {
      const passed = valuesOf(`${type.name}.${field.name}`, argument, values);
      return all.flatMap((before) =>
        passed.map((value) => (value === null ? before : `${before} ${argument.name}: ${value}`)),
      );
    },
    [''],
  );
  return combinations.map((text) => (text === '' ? '' : `(${text.trim()})`));
}

/** Returns the values of an argument as literals; null leaves it out. */
function valuesOf(owner: string, { name, type }: GraphQLArgument, values: Values): (string | null)[] {
  const named = getNamedType(type);
  const optional = isNonNullType(type) ? [] : [null];
  if (isEnumType(named)) {
    const isList = isListType(getNullableType(type));
    return [...optional, ...named.getValues().map((value) => (isList ? `[${value.name}]` : value.name))];
  }
  const tried = values[`${owner}.${name}`];
  if (!tried) throw new Error(`There is no value to try for ${owner}.${name}.`);
  return [...tried.map((value) => JSON.stringify(value)), ...optional];
}

function chunksOf(texts: readonly string[], size: number): string[][] {
  const count = Math.ceil(texts.length / size);
  return Array.from({ length: count }, (_, index) => texts.slice(index * size, (index + 1) * size));
}
