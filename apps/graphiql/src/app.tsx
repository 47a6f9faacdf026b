import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { EditorReady } from './editor/editor-ready.js';
import { createFetcher } from './fetcher.js';
import { EXAMPLES_PLUGIN } from './examples/examples-plugin.js';
import { tabs } from './examples/examples.js';
import { askSession, type Session } from './session/session.js';
import { SessionBar } from './session/session-bar.js';

const plugins = [EXAMPLES_PLUGIN, HISTORY_PLUGIN];

/** The whole page: who is signed in, above GraphiQL with the examples in its tabs. */
export function App() {
  const [session, setSession] = useState<Session>({ kind: 'asking' });
  const ask = useCallback(() => void askSession().then(setSession), []);
  useEffect(ask, [ask]);

  // A session may end while the page is open: its first refusal brings the bar up to date.
  const fetcher = useMemo(() => createFetcher(ask), [ask]);

  // GraphiQL would show the first operation in whatever tab is chosen before the editor is there: until then,
  // none can be.
  const [isReady, setReady] = useState(false);
  const ready = useCallback(() => setReady(true), []);

  return (
    <>
      <SessionBar session={session} onAskAgain={ask} />
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
          <EditorReady onReady={ready} />
        </GraphiQL>
      </main>
    </>
  );
}
