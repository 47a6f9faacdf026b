import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { isNarrow } from '../narrow.js';

/**
 * Tells when the editor is there, and sets what GraphiQL does not offer as a property: operations wrap, so that
 * their comments can be read.
 */
export function EditorReady({ onReady }: { onReady: () => void }) {
  const { queryEditor } = useGraphiQL(pick('queryEditor'));
  useEffect(() => {
    if (!queryEditor) return;
    const narrow = isNarrow();
    queryEditor.updateOptions({ wordWrap: 'on', lineNumbers: narrow ? 'off' : 'on', folding: !narrow });
    onReady();
  }, [queryEditor, onReady]);
  return null;
}
