import {
  type ASTVisitor,
  BREAK,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { selectionCount } from './selection-count.js';

/** The compiler walks every spread anew, and a selection costs it a tenth of a millisecond. */
const MOST_SELECTIONS = 300;
/**
 * Letters that cannot mean anything in code. graphql-jit 0.8.9 writes the strings of a query into the function that it
 * makes, and some that begin with underscores it writes unquoted: whoever may send a query could run code of theirs.
 * Ids and days are made of these letters; whoever needs others can send variables, which never become code.
 */
const PLAIN = /^[A-Za-z0-9.:-]*$/;

/**
 * Whether the compiled form of an operation is known to answer as graphql-js does. Left to graphql-js are mutations
 * (after a refused argument compiled ones never end), directives (the compiled form mixes up the conditions of fragments
 * that are spread twice), introspection, variables inside lists and objects, and names or strings that could mean
 * something to the compiler.
 */
export function isCompilable(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  if (operation.operation !== 'query' || selectionCount(document, operation) > MOST_SELECTIONS) return false;
  let usual = true;
  const unusual = (): typeof BREAK => {
    usual = false;
    return BREAK;
  };
  const visitor: ASTVisitor = {
    Directive: unusual,
    StringValue: ({ value }) => (PLAIN.test(value) ? undefined : unusual()),
    Field: ({ name, alias }) =>
      isIntrospection(name.value) || alias?.value.includes('_') ? unusual() : undefined,
    Variable: (_node, _key, parent) =>
      parent && 'kind' in parent && isPlaceOfVariable(parent.kind) ? undefined : unusual(),
  };
  visit(document, visitor);
  return usual;
}

function isIntrospection(field: string): boolean {
  return field === '__schema' || field === '__type';
}

function isPlaceOfVariable(kind: Kind): boolean {
  return kind === Kind.ARGUMENT || kind === Kind.VARIABLE_DEFINITION;
}
