import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graphql/graphql.js';

/** Who is signed in: asked anew where something outside GraphQL may have changed it. */
export const WHO = graphql(`
  query Who {
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

/** The signed-in listener, as every page may need to know them. */
export type Viewer = NonNullable<ResultOf<typeof WHO>['viewer']>;

const Who = createContext<Viewer | null>(null);

const ASK_AGAIN_MS = 5_000;

/** Asks who is signed in, for all pages; again and again while nobody answers. */
export function ViewerProvider({ children }: { readonly children: ReactNode }) {
  const [{ data, error }, ask] = useQuery({ query: WHO });
  useEffect(() => {
    if (!error?.networkError) return;
    const timer = setTimeout(() => ask({ requestPolicy: 'network-only' }), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [ask, error]);
  return <Who.Provider value={data?.viewer ?? null}>{children}</Who.Provider>;
}

/** Who is signed in; null until the answer is there, and where there is none. */
export function useViewer(): Viewer | null {
  return useContext(Who);
}
