import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { firstExample } from '../examples/examples.js';

/**
 * Runs the first example once, when the page opens with it. Only its exact text runs: a tab may hold a mutation, or a
 * query that came with a link on an earlier visit.
 */
export function FirstRun() {
  const { run } = useGraphiQLActions();
  const { queryEditor, responseEditor, variableEditor } = useGraphiQL(
    pick('queryEditor', 'responseEditor', 'variableEditor'),
  );
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || !queryEditor || !responseEditor || !variableEditor) return;
    isDone.current = true;
    if (queryEditor.getValue() !== firstExample.query) return;
    if (variableEditor.getValue().trim() === '' && responseEditor.getValue() === '') run();
  }, [queryEditor, responseEditor, variableEditor, run]);
  return null;
}
