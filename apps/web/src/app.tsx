import { Suspense } from 'react';
import { type Client, Provider } from 'urql';
import { Route, Switch, useLocation } from 'wouter';
import { Skeleton } from './design/query-result.js';
import { PAGES } from './pages.js';
import { PageBoundary } from './shell/page-boundary.js';
import { ConnectionBanner, Footer, Masthead, NotFound } from './shell/shell.js';
import { ViewerProvider } from './shell/viewer.js';

/** The app for signed-in listeners. */
export function App({ client }: { readonly client: Client }) {
  const [path] = useLocation();
  return (
    <Provider value={client}>
      <ViewerProvider>
        <a className="skip" href="#content">
          Skip to content
        </a>
        <Masthead />
        <main id="content">
          <ConnectionBanner />
          <PageBoundary path={path}>
            <Suspense fallback={<Skeleton rows={8} />}>
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
