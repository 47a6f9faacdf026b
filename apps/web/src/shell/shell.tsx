import { Link, matchRoute, useLocation, useRouter } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { Notice } from '../design/notice.js';
import { Page } from '../design/page.js';
import { PAGES } from '../pages.js';
import { ArtistSearch } from '../search/artist-search.js';
import { withReturnTo } from '../words/failure.js';
import { formatDate } from '../words/instants.js';
import { useViewer } from './viewer.js';

/** The name, the signed-in listener while the session is valid, and the pages. */
export function Masthead({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const viewer = useViewer();
  const [path] = useLocation();
  const { parser } = useRouter();
  return (
    <>
      <header className="masthead">
        <Link className="brand" href="/">
          <img src="/assets/logo.svg" alt="" width="44" height="44" />
          Headliner
        </Link>
        {isSignedIn && <ArtistSearch />}
        {isSignedIn && (
          <form className="who" method="post" action="/auth/logout">
            {viewer && (
              <span className="who-name">
                <span className="spoken">Signed in as </span>
                {viewer.displayName ?? 'Unnamed listener'}
              </span>
            )}
            <button className="button quiet" type="submit">
              Sign out
            </button>
          </form>
        )}
      </header>
      <nav className="pages" aria-label="Pages">
        {PAGES.filter(({ label }) => label !== undefined).map((page) => (
          <Link
            key={page.path}
            href={page.href ?? page.path}
            aria-current={matchRoute(parser, page.path, path)[0] ? 'page' : undefined}
          >
            {page.label}
          </Link>
        ))}
      </nav>
    </>
  );
}

/** Attribution, and links to what is not part of this app. */
export function Footer() {
  return (
    <footer>
      <p className="demo-only">
        <strong>Demo mode.</strong> A simulator stands in for Spotify. This listener and all artists are
        invented.
      </p>
      <p>
        Top artists, names and pictures come from Spotify, with your consent. Spotify neither makes nor
        endorses Headliner. <a href="/graphiql">GraphiQL</a> · <a href="/schema.graphql">Schema</a> ·{' '}
        <a href="/privacy">Privacy</a>
      </p>
    </footer>
  );
}

/** Asks to reconnect, above every page, while the connection is about to end or has ended. */
export function ConnectionBanner() {
  const viewer = useViewer();
  const { returnTo } = useAddress();
  if (!viewer || viewer.connection.status === 'ACTIVE') return null;
  const { status, reauthorizeBy, reconnectUrl } = viewer.connection;
  const reconnect = (
    <p className="actions">
      <a className="button" href={withReturnTo(reconnectUrl, returnTo)}>
        Reconnect
      </a>
    </p>
  );
  if (status === 'EXPIRING_SOON') {
    return (
      <Notice
        tone="urgent"
        title={`Your connection to Spotify ends on ${formatDate(reauthorizeBy, viewer.timezone)}`}
      >
        <p>
          Spotify asks for your consent every six months. Reconnect before then so that no day is missing.
        </p>
        {reconnect}
      </Notice>
    );
  }
  return (
    <Notice tone="urgent" title="Your connection to Spotify has ended">
      <p>Reconnect to record new days. Your history is safe.</p>
      {reconnect}
    </Notice>
  );
}

/** The page for an unknown address. */
export function NotFound() {
  return (
    <Page title="Page not found" lead="The link may be incomplete.">
      <p className="actions">
        <Link className="button" href="/">
          Go to the chart
        </Link>
      </p>
    </Page>
  );
}
