import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graphql/graphql.js';
import { getRetryWait } from './retry-wait.js';

/** The signed-in listener, for all pages. */
export const VIEWER = graphql(`
  query Viewer {
    viewer {
      id
      displayName
      imageUrl
      timezone
      snapshotsPaused
      connection {
        status
        reauthorizeBy
        reconnectUrl
      }
    }
  }
`);

export type Viewer = NonNullable<ResultOf<typeof VIEWER>['viewer']>;

const ViewerContext = createContext<Viewer | null>(null);

interface ViewerProviderProps {
  /** False once the session has ended; the cached answer is then ignored. */
  readonly isSignedIn: boolean;
  readonly children: ReactNode;
}

/** Loads the signed-in listener for all pages, and again after a failure or when the tab is shown again. */
export function ViewerProvider({ isSignedIn, children }: ViewerProviderProps) {
  const [{ data, error }, execute] = useQuery({ query: VIEWER });
  useEffect(() => {
    const wait = error ? getRetryWait(error) : null;
    if (wait === null) return;
    const timer = setTimeout(() => execute({ requestPolicy: 'network-only' }), wait);
    return () => clearTimeout(timer);
  }, [execute, error]);
  useEffect(() => {
    const onChange = (): void => {
      if (document.visibilityState === 'visible') execute({ requestPolicy: 'network-only' });
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [execute]);
  const viewer = isSignedIn ? (data?.viewer ?? null) : null;
  return <ViewerContext.Provider value={viewer}>{children}</ViewerContext.Provider>;
}

/** The signed-in listener; null while loading, and if the session has ended. */
export function useViewer(): Viewer | null {
  return useContext(ViewerContext);
}

/** The listener's time zone; UTC while loading. */
export function useTimezone(): string {
  return useViewer()?.timezone ?? 'UTC';
}
