import type { Session, Viewer } from './session.js';

interface Props {
  session: Session;
  onRetry: () => void;
}

/** Shows the signed-in listener and the status of their connection, with a link to sign in or reconnect. */
export function SessionBar({ session, onRetry }: Props) {
  return (
    <header className="bar">
      <div className="place">
        <a className="brand" href="/">
          <span aria-hidden="true">←</span>
          <span className="label">Back to </span>
          <img src="/assets/logo.svg" alt="" width="28" height="28" />
          <span className="brand-name">Headliner</span>
        </a>
        <h1>GraphiQL</h1>
      </div>
      <div className="session" role="status">
        <SessionStatus session={session} onRetry={onRetry} />
      </div>
    </header>
  );
}

function SessionStatus({ session, onRetry }: Props) {
  switch (session.kind) {
    case 'loading':
      return null;
    case 'signed out':
      return (
        <a className="button" href="/auth/spotify?returnTo=%2Fgraphiql">
          Sign in with Spotify
        </a>
      );
    case 'signed in':
      return <SignedIn viewer={session.viewer} />;
    case 'unknown':
      return (
        <>
          <span>Headliner isn’t responding.</span>
          <button type="button" className="plain" onClick={onRetry}>
            Try again
          </button>
        </>
      );
  }
}

function SignedIn({ viewer }: { viewer: Viewer }) {
  return (
    <>
      <ConnectionState {...viewer} />
      <span className="name">
        <span className="signed-in-as">Signed in as </span>
        <strong>{viewer.displayName ?? 'unnamed listener'}</strong>
      </span>
      <form method="post" action="/auth/logout">
        <button type="submit" className="plain">
          Sign out
        </button>
      </form>
    </>
  );
}

/** Formats a date in a time zone; in UTC if the browser does not know the zone. */
function formatDate(instant: string, timeZone: string): string {
  const inZone = (zone: string) =>
    new Intl.DateTimeFormat([...navigator.languages], { dateStyle: 'long', timeZone: zone });
  try {
    return inZone(timeZone).format(new Date(instant));
  } catch {
    return inZone('UTC').format(new Date(instant));
  }
}

function ConnectionState({ connection, timezone }: Pick<Viewer, 'connection' | 'timezone'>) {
  const { status, reauthorizeBy, reconnectUrl } = connection;
  switch (status) {
    case 'ACTIVE':
      return <span className="state">Connected</span>;
    case 'EXPIRING_SOON':
      return (
        <a className="button" href={withReturnTo(reconnectUrl)}>
          Reconnect by {formatDate(reauthorizeBy, timezone)}
        </a>
      );
    case 'REAUTHORIZATION_REQUIRED':
      return (
        <a className="button" href={withReturnTo(reconnectUrl)}>
          Reconnect: your connection has ended
        </a>
      );
  }
}

function withReturnTo(address: string): string {
  const url = new URL(address, location.href);
  url.searchParams.set('returnTo', '/graphiql');
  return url.href;
}
