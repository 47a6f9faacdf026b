import { Section } from '../design/page.js';

/** Signs out, or leads to the server-rendered page that deletes the account. */
export function LeavingSection({ name }: { readonly name: string | null }) {
  return (
    <Section
      title="Sign out or delete your account"
      anchor="leaving"
      hint="Signing out ends your session in this browser. Deleting your account removes all of your data."
    >
      <div className="panel">
        <h3>Sign out</h3>
        <p>
          You are signed in as {name ?? 'an unnamed listener'}. Daily snapshots continue after you sign out.
        </p>
        <form className="actions" method="post" action="/auth/logout">
          <button type="submit" className="button quiet">
            Sign out of this browser
          </button>
        </form>
        <h3>Delete your account</h3>
        <p>
          Deletes your history, your connection to Spotify, your settings, your shares, your access tokens and
          your sessions, at once and permanently.
        </p>
        <p className="actions">
          <a className="button quiet danger" href="/account/delete">
            Delete account…
          </a>
        </p>
      </div>
    </Section>
  );
}
