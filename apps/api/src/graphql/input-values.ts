import {
  type DocumentNode,
  type GraphQLSchema,
  isNonNullType,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { BadUserInputError } from '../errors/client-error.js';

/** What {@link isStorable} asks of a text. */
export const STORABLE = 'text without NUL characters or unpaired surrogates';

/** Whether PostgreSQL can store a text or compare it with stored ones. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** @throws {BadUserInputError} PostgreSQL cannot store a string literal of the document; names its argument */
export function checkLiterals(document: DocumentNode): void {
  // A description is outside all arguments.
  let nearest = 'query';
  visit(document, {
    Argument: ({ name }) => void (nearest = name.value),
    ObjectField: ({ name }) => void (nearest = name.value),
    VariableDefinition: ({ variable }) => void (nearest = `$${variable.name.value}`),
    StringValue: ({ value }) => {
      if (!isStorable(value)) throw new BadUserInputError(nearest, STORABLE);
    },
  });
}

/** @throws {BadUserInputError} PostgreSQL cannot store a text in a variable; names the variable */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!hasOnlyStorableTexts(value)) throw new BadUserInputError(`$${name}`, STORABLE);
  }
}

/** Without recursion, since a body of 100,000 bytes can nest 50,000 levels deep. */
function hasOnlyStorableTexts(value: unknown): boolean {
  const pending = [value];
  while (pending.length > 0) {
    const one = pending.pop();
    if (typeof one === 'string') {
      if (!isStorable(one)) return false;
    } else if (typeof one === 'object' && one !== null) {
      for (const part of Object.values(one)) pending.push(part);
    }
  }
  return true;
}

/**
 * Rejects null for a variable with a default value in a non-null position: validation admits it, and execution fails.
 *
 * @throws {BadUserInputError} names the variable
 */
export function checkNulls(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const nulls = new Set(
    (operation.variableDefinitions ?? [])
      .filter(({ variable, defaultValue }) => defaultValue && variables[variable.name.value] === null)
      .map(({ variable }) => variable.name.value),
  );
  if (nulls.size === 0) return;
  const part = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Variable: ({ name: { value: name } }) => {
      if (nulls.has(name) && isNonNullType(types.getInputType()))
        throw new BadUserInputError(`$${name}`, 'a value other than null; omit it to use its default');
    },
  });
  visit(part, visitor);
}
