import { useRef } from 'react';
import { Section } from '../../design/section.js';
import { DeleteDialog } from './delete-dialog.js';

/** Out of this browser; or out of Headliner, with everything. */
export function LeavingSection({ name }: { readonly name: string | null }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <Section
      title="Leaving"
      anchor="leaving"
      hint="Signing out ends your session in this browser. Deleting ends everything."
    >
      <div className="panel">
        <h3>Sign out</h3>
        <p>You are signed in as {name ?? 'a listener without a name'}. Snapshots go on without you.</p>
        <form className="actions" method="post" action="/auth/logout">
          <button type="submit" className="button quiet">
            Sign out of this browser
          </button>
        </form>
        <h3>Delete everything</h3>
        <p>
          Your record, your connection to Spotify, your settings, your access tokens and your sessions are
          deleted at once and for good.
        </p>
        <p className="actions">
          <button type="button" className="button quiet danger" onClick={() => dialog.current?.showModal()}>
            Delete everything …
          </button>
        </p>
        <DeleteDialog dialog={dialog} />
      </div>
    </Section>
  );
}
