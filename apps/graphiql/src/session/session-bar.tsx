import type { Session, Viewer } from './session.js';

interface Props {
  session: Session;
  onAskAgain: () => void;
}

/** Says who is signed in and how their connection stands, with the one thing to do about it. */
export function SessionBar({ session, onAskAgain }: Props) {
  return (
    <header className="bar">
      <a className="brand" href="/">
        <img src="/assets/logo.svg" alt="" width="28" height="28" />
        <span>Headliner</span>
      </a>
      <div className="session" role="status">
        <Standing session={session} onAskAgain={onAskAgain} />
      </div>
    </header>
  );
}

function Standing({ session, onAskAgain }: Props) {
  switch (session.kind) {
    case 'asking':
      return null;
    case 'signed out':
      return (
        <a className="button" href="/auth/spotify?returnTo=%2Fgraphiql">
          Connect with Spotify
        </a>
      );
    case 'signed in':
      return <SignedIn viewer={session.viewer} />;
    case 'unknown':
      return (
        <>
          <span>Who is signed in could not be found out.</span>
          <button type="button" className="plain" onClick={onAskAgain}>
            Ask again
          </button>
        </>
      );
  }
}

function SignedIn({ viewer }: { viewer: Viewer }) {
  return (
    <>
      <ConnectionState connection={viewer.connection} />
      <span className="name">
        <span className="label">Signed in as </span>
        <strong>{viewer.displayName ?? 'listener without a name'}</strong>
      </span>
      <form method="post" action="/auth/logout">
        <button type="submit" className="plain">
          Sign out
        </button>
      </form>
    </>
  );
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function ConnectionState({ connection }: { connection: Viewer['connection'] }) {
  const { status, reauthorizeBy, reconnectUrl } = connection;
  switch (status) {
    case 'ACTIVE':
      return <span className="state">Connected</span>;
    case 'EXPIRING_SOON':
      return (
        <a className="button" href={andBackHere(reconnectUrl)}>
          Reconnect before {day.format(new Date(reauthorizeBy))}
        </a>
      );
    case 'REAUTHORIZATION_REQUIRED':
      return (
        <a className="button" href={andBackHere(reconnectUrl)}>
          Connection ended: reconnect
        </a>
      );
  }
}

function andBackHere(address: string): string {
  const url = new URL(address, location.href);
  url.searchParams.set('returnTo', '/graphiql');
  return url.href;
}
