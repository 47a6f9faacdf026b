import { type DocumentNode, visit } from 'graphql';
import { BadUserInputError } from '../errors/client-error.js';

const EXPECTED = 'text without NUL characters or unpaired surrogates';

/** Whether PostgreSQL can store a text, or compare it with what is stored. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** @throws {BadUserInputError} a text that is written out in the document cannot be stored; names its argument */
export function checkTexts(document: DocumentNode): void {
  // Of a text in a description, outside all arguments, the document itself is named.
  let nearest = 'query';
  visit(document, {
    Argument: ({ name }) => void (nearest = name.value),
    ObjectField: ({ name }) => void (nearest = name.value),
    VariableDefinition: ({ variable }) => void (nearest = `$${variable.name.value}`),
    StringValue: ({ value }) => {
      if (!isStorable(value)) throw new BadUserInputError(nearest, EXPECTED);
    },
  });
}

/** @throws {BadUserInputError} a text in one of the variables cannot be stored; names the variable */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!holdsOnlyStorable(value)) throw new BadUserInputError(`$${name}`, EXPECTED);
  }
}

/** Without recursion: variables may be nested as deep as a body is long. */
function holdsOnlyStorable(value: unknown): boolean {
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'string') {
      if (!isStorable(one)) return false;
    } else if (typeof one === 'object' && one !== null) {
      for (const part of Object.values(one)) left.push(part);
    }
  }
  return true;
}
