import { Link, useLocation } from 'wouter';
import { PAGES } from '../pages.js';
import { useViewer } from './viewer.js';

/** The name, the pages, and who is signed in. */
export function Masthead() {
  const viewer = useViewer();
  const [path] = useLocation();
  return (
    <>
      <header className="masthead">
        <Link className="brand" href="/">
          <img src="/assets/logo.svg" alt="" width="44" height="44" />
          Headliner
        </Link>
        <form className="who" method="post" action="/auth/logout">
          {viewer && (
            <span className="who-name">
              <span className="spoken">Signed in as </span>
              {viewer.displayName ?? 'listener without a name'}
            </span>
          )}
          <button className="button quiet" type="submit">
            Sign out
          </button>
        </form>
      </header>
      <nav className="pages" aria-label="Pages">
        {PAGES.map((page) => (
          <Link key={page.path} href={page.path} aria-current={page.path === path ? 'page' : undefined}>
            {page.label}
          </Link>
        ))}
      </nav>
    </>
  );
}
