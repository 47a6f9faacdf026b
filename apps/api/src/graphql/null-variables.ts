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

/**
 * Refuses null for a variable whose default value lets it stand where null is not allowed. Validation admits such a
 * variable, and execution fails on it.
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
      if (nulls.has(name) && isNonNullType(types.getInputType())) {
        throw new BadUserInputError(`$${name}`, 'a value other than null; leave it out for its default');
      }
    },
  });
  visit(part, visitor);
}
