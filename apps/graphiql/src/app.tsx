import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { EditorSetup } from './editor.js';
import { createFetcher } from './fetcher.js';
import { EXAMPLES_PLUGIN } from './examples/examples-plugin.js';
import { tabs } from './examples/examples.js';
import { fetchSession, type Session } from './session/session.js';
import { SessionBar } from './session/session-bar.js';

const plugins = [EXAMPLES_PLUGIN, HISTORY_PLUGIN];

/** The page: the session bar above GraphiQL, with the examples in its tabs. */
export function App() {
  const [session, setSession] = useState<Session>({ kind: 'loading' });
  const loadSession = useCallback(() => void fetchSession().then(setSession), []);
  useEffect(loadSession, [loadSession]);

  // The session may end while the page is open: the first rejected operation updates the bar.
  const fetcher = useMemo(() => createFetcher(loadSession), [loadSession]);

  // A tab that is selected before the editor is mounted would show the operation of the first tab.
  const [isReady, setReady] = useState(false);
  const markReady = useCallback(() => setReady(true), []);

  return (
    <>
      <SessionBar session={session} onRetry={loadSession} />
      <main inert={!isReady}>
        <GraphiQL
          fetcher={fetcher}
          plugins={plugins}
          defaultTabs={[...tabs]}
          defaultEditorToolsVisibility={false}
          showPersistHeadersSettings={false}
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
          <EditorSetup onReady={markReady} />
        </GraphiQL>
      </main>
    </>
  );
}
