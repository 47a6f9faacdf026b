import { Suspense } from 'react';
import { type Client, Provider } from 'urql';
import { Route, Switch } from 'wouter';
import { Skeleton } from './design/query-result.js';
import { PAGES } from './pages.js';
import { ConnectionBanner, Footer, Masthead, NotFound } from './shell/shell.js';
import { ViewerProvider } from './shell/viewer.js';

/** The app for signed-in listeners. */
export function App({ client }: { readonly client: Client }) {
  return (
    <Provider value={client}>
      <ViewerProvider>
        <a className="skip" href="#content">
          Skip to content
        </a>
        <Masthead />
        <main id="content">
          <ConnectionBanner />
          <Suspense fallback={<Skeleton rows={8} />}>
            <Switch>
              {PAGES.map(({ path, component }) => (
                <Route key={path} path={path} component={component} />
              ))}
              <Route component={NotFound} />
            </Switch>
          </Suspense>
        </main>
        <Footer />
      </ViewerProvider>
    </Provider>
  );
}
