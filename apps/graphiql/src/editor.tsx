import { pick, useGraphiQL } from '@graphiql/react';
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker';
import { useEffect } from 'react';

// Monaco validates and completes in workers. They are bundled, so the page needs no `blob:` and no other origin.
self.MonacoEnvironment = {
  getWorker(_id, label) {
    switch (label) {
      case 'graphql':
        return new GraphqlWorker();
      case 'json':
        return new JsonWorker();
      default:
        return new EditorWorker();
    }
  },
};

/** Whether the window is so narrow that `narrow.css` stacks the panes. */
export const isNarrow = (): boolean => matchMedia('(max-width: 45rem)').matches;

/** Sets the editor's options that GraphiQL has no properties for, and reports when the editor is mounted. */
export function EditorSetup({ onReady }: { onReady: () => void }) {
  const { queryEditor } = useGraphiQL(pick('queryEditor'));
  useEffect(() => {
    if (!queryEditor) return;
    const narrow = isNarrow();
    queryEditor.updateOptions({ wordWrap: 'on', lineNumbers: narrow ? 'off' : 'on', folding: !narrow });
    onReady();
  }, [queryEditor, onReady]);
  return null;
}
