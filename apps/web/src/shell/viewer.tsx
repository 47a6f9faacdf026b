import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graphql/graphql.js';

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

const RETRY_MS = 5_000;

interface ViewerProviderProps {
  /** False once the session has ended; the cached answer is then ignored. */
  readonly isSignedIn: boolean;
  readonly children: ReactNode;
}

/** Loads the signed-in listener for all pages; retries while the API cannot be reached. */
export function ViewerProvider({ isSignedIn, children }: ViewerProviderProps) {
  const [{ data, error }, execute] = useQuery({ query: VIEWER });
  useEffect(() => {
    if (!error?.networkError) return;
    const timer = setTimeout(() => execute({ requestPolicy: 'network-only' }), RETRY_MS);
    return () => clearTimeout(timer);
  }, [execute, error]);
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
