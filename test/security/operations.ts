import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
} from 'graphql';

/** What is tried for each argument and field of an input, by its place: `Query.artist.id`, `UpdateSettingsInput.timezone`. */
export type Values = Readonly<Record<string, readonly unknown[]>>;

/** An operation of one root field, with everything selected that it can answer. */
export interface Operation {
  /** The root field's place: `Query.artist`. */
  readonly field: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A query may be this deep, its root field being the first level. */
const MOST_DEEP = 8;

/** The places of all arguments and input fields of a schema that say more than one of a few words. */
export function placesOf(schema: GraphQLSchema): string[] {
  const ours = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  return ours.flatMap((type) => {
    if (isInputObjectType(type)) return namesOf(type.name, Object.values(type.getFields()));
    if (isObjectType(type)) {
      const fields = Object.values(type.getFields());
      return fields.flatMap((field) => namesOf(`${type.name}.${field.name}`, field.args));
    }
    // Nothing can be hidden in an enum; an interface or a union would have to be selected from.
    if (isScalarType(type) || isEnumType(type)) return [];
    throw new Error(`${type.name} is of a kind that nothing is known about here.`);
  });
}

function namesOf(owner: string, inputs: readonly (GraphQLArgument | GraphQLInputField)[]): string[] {
  const worthNaming = inputs.filter(({ type }) => isScalarType(getNamedType(type)));
  return worthNaming.map(({ name }) => `${owner}.${name}`);
}

/** For every root field: an operation without more than it needs, and one for each value of each of its arguments. */
export function operationsOf(schema: GraphQLSchema, values: Values): Operation[] {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((root) => root !== null);
  return roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) => operationsOfField(root, field, values)),
  );
}

function operationsOfField(
  root: GraphQLObjectType | null | undefined,
  field: GraphQLField<unknown, unknown>,
  values: Values,
): Operation[] {
  const kind = root?.name === 'Mutation' ? 'mutation' : 'query';
  const declared = field.args.map((argument) => `$${argument.name}: ${variableType(argument)}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selected = `${field.name}${passed && `(${passed})`} ${selectionOf(field, values, 1, [])}`;
  const query = `${kind} ${declared && `(${declared}) `}{ ${selected} }`;
  const place = `${root?.name}.${field.name}`;
  return choicesOf(place, field.args, values).map((variables) => ({ field: place, query, variables }));
}

/** Where an argument has a default, its variable may be left out. */
function variableType({ type, defaultValue }: GraphQLArgument): string {
  return defaultValue === undefined ? String(type) : String(type).replace(/!$/, '');
}

/** What can be given together: what is required, alone and with each value of each of the others. */
function choicesOf(
  owner: string,
  inputs: readonly (GraphQLArgument | GraphQLInputField)[],
  values: Values,
): Record<string, unknown>[] {
  const tried = new Map(inputs.map((input) => [input.name, valuesOf(owner, input, values)]));
  const least = Object.fromEntries(
    inputs.filter(isNeeded).map(({ name }) => [name, tried.get(name)?.[0]] as const),
  );
  const others = [...tried].flatMap(([name, each]) => each.map((value) => ({ ...least, [name]: value })));
  return [least, ...others];
}

function isNeeded(input: GraphQLArgument | GraphQLInputField): boolean {
  return isRequiredArgument(input) || isRequiredInputField(input);
}

function valuesOf(
  owner: string,
  { name, type }: GraphQLArgument | GraphQLInputField,
  values: Values,
): readonly unknown[] {
  const named: GraphQLInputType = getNamedType(type);
  if (isEnumType(named)) return named.getValues().map((value) => value.name);
  if (isInputObjectType(named)) return choicesOf(named.name, Object.values(named.getFields()), values);
  const given = values[`${owner}.${name}`];
  if (!given?.length) throw new Error(`There is no value to try for ${owner}.${name}.`);
  return given;
}

/** Everything below a field, its arguments written out with the first of their values; no type within itself. */
function selectionOf(
  field: GraphQLField<unknown, unknown>,
  values: Values,
  depth: number,
  above: readonly string[],
): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return '';
  const path = [...above, type.name];
  const below = Object.values(type.getFields()).filter((each) => {
    const next = getNamedType(each.type);
    return !isCompositeType(next) || (!path.includes(next.name) && depth + 2 <= MOST_DEEP);
  });
  const fields = below.map((each) => {
    const given = each.args.map((argument) => {
      const [value] = valuesOf(`${type.name}.${each.name}`, argument, values);
      return `${argument.name}: ${isEnumType(getNamedType(argument.type)) ? String(value) : JSON.stringify(value)}`;
    });
    const inParentheses = given.length > 0 ? `(${given.join(', ')})` : '';
    return `${each.name}${inParentheses} ${selectionOf(each, values, depth + 1, path)}`;
  });
  return `{ ${fields.join(' ')} }`;
}
