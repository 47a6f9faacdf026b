import { createContext, type ReactNode, useContext } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graphql/graphql.js';

const WHO = graphql(`
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

/** Asks who is signed in, for all pages. */
export function ViewerProvider({ children }: { readonly children: ReactNode }) {
  const [{ data }] = useQuery({ query: WHO });
  return <Who.Provider value={data?.viewer ?? null}>{children}</Who.Provider>;
}

/** Who is signed in; null until the answer is there, and where there is none. */
export function useViewer(): Viewer | null {
  return useContext(Who);
}
