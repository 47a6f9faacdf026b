import { Suspense, useState } from 'react';
import { Provider } from 'urql';
import { Route, Switch, useLocation, useSearch } from 'wouter';
import { PageSkeleton } from './design/query-result.js';
import { createClient } from './graphql/client.js';
import { PAGES } from './pages.js';
import { PageBoundary } from './shell/page-boundary.js';
import { ConnectionBanner, Footer, Masthead, NotFound } from './shell/shell.js';
import { ViewerProvider } from './shell/viewer.js';

/** The app for signed-in listeners. */
export function App() {
  const [isSignedIn, setSignedIn] = useState(true);
  const [client] = useState(() => createClient(setSignedIn));
  const [path] = useLocation();
  const search = useSearch();
  return (
    <Provider value={client}>
      <ViewerProvider isSignedIn={isSignedIn}>
        <a className="skip" href="#content">
          Skip to content
        </a>
        <Masthead isSignedIn={isSignedIn} />
        <main id="content">
          <ConnectionBanner />
          <PageBoundary address={`${path}?${search}`}>
            <Suspense fallback={<PageSkeleton />}>
              <Switch>
                {PAGES.map((page) => (
                  <Route key={page.path} path={page.path} component={page.component} />
                ))}
                <Route component={NotFound} />
              </Switch>
            </Suspense>
          </PageBoundary>
        </main>
        <Footer />
      </ViewerProvider>
    </Provider>
  );
}
