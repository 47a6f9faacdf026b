import { Suspense } from 'react';
import { type Client, Provider } from 'urql';
import { Route, Switch } from 'wouter';
import { Skeleton } from './design/skeleton.js';
import { PAGES } from './pages.js';
import { ConnectionBanner } from './shell/connection-banner.js';
import { Footer } from './shell/footer.js';
import { Masthead } from './shell/masthead.js';
import { NotFound } from './shell/not-found.js';
import { ViewerProvider } from './shell/viewer.js';

/** Everything a signed-in listener sees. */
export function App({ client }: { readonly client: Client }) {
  return (
    <Provider value={client}>
      <ViewerProvider>
        <a className="skip" href="#content">
          Skip to the content
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
