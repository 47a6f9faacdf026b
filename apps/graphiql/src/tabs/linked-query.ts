import { type DocumentNode, Kind, OperationTypeNode, parse, print } from 'graphql';

/** A query that came with the address: `#query=…&variables=…`. The page shows it, and never runs it by itself. */
export interface LinkedQuery {
  readonly query: string;
  /** JSON, or empty. */
  readonly variables: string;
  /** The name of its first operation; empty without one. */
  readonly name: string;
  readonly isMutation: boolean;
}

const MAX_LENGTH = 32_000;
const MAX_TOKENS = 8_000;

/**
 * Reads the query of an address's fragment, which browsers do not send to the server. Prints it, so that blank lines and
 * comments cannot hide what it does.
 */
export function readLinkedQuery(fragment: string): LinkedQuery | null {
  if (fragment.length > MAX_LENGTH) return null;
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const text = parameters.get('query')?.trim();
  if (!text) return null;
  const variables = formatJson(parameters.get('variables') ?? '');
  const document = tryToParse(text);
  const operations = document?.definitions.filter((part) => part.kind === Kind.OPERATION_DEFINITION) ?? [];
  return {
    query: document ? print(document) : text,
    variables,
    name: operations[0]?.name?.value ?? '',
    isMutation: operations.some(({ operation }) => operation === OperationTypeNode.MUTATION),
  };
}

function tryToParse(text: string): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens: MAX_TOKENS });
  } catch {
    return undefined;
  }
}

function formatJson(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value, null, 2);
  } catch {
    return text.trim();
  }
}
