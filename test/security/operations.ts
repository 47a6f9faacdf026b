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

/** The values to try for each argument and input field, by place: `Query.artist.id`, `UpdateSettingsInput.timezone`. */
export type Values = Readonly<Record<string, readonly unknown[]>>;

/** An operation of one root field that selects everything below it. */
export interface Operation {
  /** The root field's place: `Query.artist`. */
  readonly field: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The depth limit of the API; the root field is the first level. */
const MAX_DEPTH = 8;

/** Returns the places of all arguments and input fields of scalar types. */
export function placesOf(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  return types.flatMap((type) => {
    if (isInputObjectType(type)) return namesOf(type.name, Object.values(type.getFields()));
    if (isObjectType(type)) {
      const fields = Object.values(type.getFields());
      return fields.flatMap((field) => namesOf(`${type.name}.${field.name}`, field.args));
    }
    // Enums take no free values. Interfaces and unions would need selections of their own.
    if (isScalarType(type) || isEnumType(type)) return [];
    throw new Error(`${type.name} is of a kind that placesOf() does not support.`);
  });
}

function namesOf(owner: string, inputs: readonly (GraphQLArgument | GraphQLInputField)[]): string[] {
  const worthNaming = inputs.filter(({ type }) => isScalarType(getNamedType(type)));
  return worthNaming.map(({ name }) => `${owner}.${name}`);
}

/** Returns for every root field one operation with its required arguments, and one per value of each argument. */
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

/** Returns the type of the argument's variable: nullable if the argument has a default. */
function variableType({ type, defaultValue }: GraphQLArgument): string {
  return defaultValue === undefined ? String(type) : String(type).replace(/!$/, '');
}

/** Returns the required values alone, and combined with each value of each other input. */
function choicesOf(
  owner: string,
  inputs: readonly (GraphQLArgument | GraphQLInputField)[],
  values: Values,
): Record<string, unknown>[] {
  const candidates = new Map(inputs.map((input) => [input.name, valuesOf(owner, input, values)]));
  const required = Object.fromEntries(
    inputs.filter(isNeeded).map(({ name }) => [name, candidates.get(name)?.[0]] as const),
  );
  const others = [...candidates].flatMap(([name, each]) =>
    each.map((value) => ({ ...required, [name]: value })),
  );
  return [required, ...others];
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
  const passed = values[`${owner}.${name}`];
  if (!passed?.length) throw new Error(`There is no value to try for ${owner}.${name}.`);
  return passed;
}

/** Selects everything below a field, with the first value of each argument and without recursive types. */
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
    return !isCompositeType(next) || (!path.includes(next.name) && depth + 2 <= MAX_DEPTH);
  });
  const fields = below.map((each) => {
    const passed = each.args.map((argument) => {
      const [value] = valuesOf(`${type.name}.${each.name}`, argument, values);
      return `${argument.name}: ${isEnumType(getNamedType(argument.type)) ? String(value) : JSON.stringify(value)}`;
    });
    const inParentheses = passed.length > 0 ? `(${passed.join(', ')})` : '';
    return `${each.name}${inParentheses} ${selectionOf(each, values, depth + 1, path)}`;
  });
  return `{ ${fields.join(' ')} }`;
}
