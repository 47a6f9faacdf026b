import { useGraphiQL } from '@graphiql/react';
import type { LinkedQuery } from './linked-query.js';

interface LinkedNoteProps {
  readonly linked: LinkedQuery;
  readonly isSignedOut: boolean;
}

/** Says that the query of the current tab came with a link, until it has been edited or run. */
export function LinkedNote({ linked, isSignedOut }: LinkedNoteProps) {
  const isUntouched = useGraphiQL(({ tabs, activeTabIndex, isFetching }) => {
    const tab = tabs[activeTabIndex];
    return tab?.query === linked.query && !tab.response && !isFetching;
  });
  if (!isUntouched) return null;
  return (
    <p className="note">
      {linked.isMutation
        ? 'A link opened this mutation. It has not run. Read it first: it changes your data.'
        : `A link opened this query. ${isSignedOut ? 'Sign in, then press' : 'Press'} the play button to run it.`}
    </p>
  );
}
