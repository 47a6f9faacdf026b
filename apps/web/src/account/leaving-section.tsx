import { type FormEvent, type RefObject, useId, useRef, useState } from 'react';
import { BusyButton, Outcome, useChange } from '../change/change.js';
import { Section } from '../design/page.js';
import { DELETE_ACCOUNT } from './account.queries.js';
import './dialog.css';

/** Signs out, or deletes the account. */
export function LeavingSection({ name }: { readonly name: string | null }) {
  const dialog = useRef<HTMLDialogElement>(null);
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
          Deletes your history, your connection to Spotify, your settings, your access tokens and your
          sessions, at once and permanently.
        </p>
        <p className="actions">
          <button type="button" className="button quiet danger" onClick={() => dialog.current?.showModal()}>
            Delete account…
          </button>
        </p>
        <DeleteDialog dialog={dialog} />
      </div>
    </Section>
  );
}

const CONFIRMATION = 'delete';

/** Deletes the account after the listener has typed a word. */
function DeleteDialog({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const id = useId();
  const { run, isRunning, problem } = useChange(DELETE_ACCOUNT);
  const [typed, setTyped] = useState('');
  const isConfirmed = typed.trim().toLowerCase() === CONFIRMATION;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isConfirmed || !(await run({}))?.deleteAccount) return;
    // A new document, so that none of the listener's data stays in this one.
    window.location.replace('/account/deleted');
  };
  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onClose={() => setTyped('')}>
      <form onSubmit={submit}>
        <h2 id={`${id}-title`}>Delete your account?</h2>
        <p>This deletes, at once and permanently:</p>
        <ul>
          <li>your history, including what you imported</li>
          <li>your connection to Spotify and its tokens</li>
          <li>your settings and access tokens; programs that use them stop working</li>
          <li>your sessions in all browsers</li>
        </ul>
        <p>
          This can’t be undone. <a href="/export">Export your history</a> first if you may want it later.
        </p>
        <div className="field">
          <label htmlFor={id}>Type “{CONFIRMATION}” to confirm</label>
          <input
            id={id}
            type="text"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <Outcome problem={problem} />
        <p className="actions">
          <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <BusyButton type="submit" disabled={!isConfirmed} isBusy={isRunning}>
            Delete account
          </BusyButton>
        </p>
      </form>
    </dialog>
  );
}
