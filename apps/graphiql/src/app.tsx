import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { CopyMenu } from './copy/copy-menu.js';
import { EditorSetup } from './editor.js';
import { createFetcher } from './fetcher.js';
import { EXAMPLES_PLUGIN } from './examples/examples-plugin.js';
import { examples } from './examples/examples.js';
import { fetchSession, type Session } from './session/session.js';
import { SessionBar } from './session/session-bar.js';
import { FirstRun } from './tabs/first-run.js';
import type { LinkedQuery } from './tabs/linked-query.js';
import { LinkedNote } from './tabs/linked-note.js';
import type { MemoryStorage } from './tabs/prepare-storage.js';
import { titleTabs } from './tabs/titles.js';

const plugins = [EXAMPLES_PLUGIN, HISTORY_PLUGIN];

interface AppProps {
  readonly linked: LinkedQuery | null;
  /** Used instead of the browser's storage, if that is blocked or full. */
  readonly storage: MemoryStorage | undefined;
}

/** The page: the session bar above GraphiQL, with the examples in its tabs. */
export function App({ linked, storage }: AppProps) {
  const [session, setSession] = useState<Session>({ kind: 'loading' });
  const loadSession = useCallback(() => void fetchSession().then(setSession), []);
  useEffect(loadSession, [loadSession]);

  // The session may end while the page is open: the first rejected operation updates the bar.
  const fetcher = useMemo(() => createFetcher(loadSession), [loadSession]);

  // A tab that is selected before the editor is mounted would show the operation of the first tab.
  const [isReady, setReady] = useState(false);
  const markReady = useCallback(() => setReady(true), []);

  const [copied, setCopied] = useState<ReactNode>(null);

  return (
    <>
      <SessionBar session={session} onRetry={loadSession} />
      <main inert={!isReady}>
        <GraphiQL
          fetcher={fetcher}
          {...(storage && { storage })}
          plugins={plugins}
          showPersistHeadersSettings={false}
          onTabChange={({ tabs }) => {
            titleTabs(tabs, examples);
            setCopied(null);
          }}
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
          <GraphiQL.Toolbar>
            {({ prettify, copy, merge }) => (
              <>
                {prettify}
                {merge}
                {copy}
                <CopyMenu onCopied={setCopied} />
              </>
            )}
          </GraphiQL.Toolbar>
          <GraphiQL.Footer>
            <div role="status">
              {copied !== null && <p className="note">{copied}</p>}
              {copied === null && linked && (
                <LinkedNote linked={linked} isSignedOut={session.kind === 'signed out'} />
              )}
            </div>
          </GraphiQL.Footer>
          <EditorSetup onReady={markReady} />
          {linked === null && session.kind === 'signed in' && <FirstRun />}
        </GraphiQL>
      </main>
    </>
  );
}
