import { graphiqlAddress, type QueryDocument } from '../address/graphiql-address.js';

interface OpenQueryProps {
  readonly document: QueryDocument;
  readonly variables?: object;
}

/** A line at the end of a page that leads to its query in GraphiQL, which shows it without running it. */
export function OpenQuery({ document, variables }: OpenQueryProps) {
  const address = graphiqlAddress(document, variables);
  if (address === null) return null;
  return (
    <p className="open-query">
      <a href={address}>Open this query in GraphiQL</a>
    </p>
  );
}
