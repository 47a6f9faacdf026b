import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { isNarrow } from '../narrow.js';

/** Sets what GraphiQL does not offer as a property: operations wrap, so that their comments can be read. */
export function EditorOptions() {
  const { queryEditor } = useGraphiQL(pick('queryEditor'));
  useEffect(() => {
    const narrow = isNarrow();
    queryEditor?.updateOptions({ wordWrap: 'on', lineNumbers: narrow ? 'off' : 'on', folding: !narrow });
  }, [queryEditor]);
  return null;
}
