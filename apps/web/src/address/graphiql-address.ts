import { stringifyDocument } from 'urql';

/** A GraphQL document, as urql takes it. */
export type QueryDocument = Parameters<typeof stringifyDocument>[0];

/** Longer addresses may be cut by browsers and chat programs; GraphiQL reads no longer ones either. */
const MAX_LENGTH = 32_000;

/**
 * Returns the address at which GraphiQL shows a query with its fragments and variables, or null if it would be too long.
 * The query is in the fragment, which stays in the browser.
 */
export function graphiqlAddress(document: QueryDocument, variables: object = {}): string | null {
  const parameters = new URLSearchParams({ query: stringifyDocument(document) });
  const json = JSON.stringify(variables);
  if (json !== '{}') parameters.set('variables', json);
  const fragment = `#${parameters}`;
  return fragment.length > MAX_LENGTH ? null : `/graphiql${fragment}`;
}
