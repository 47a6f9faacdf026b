import { type FormEvent, type RefObject, useId, useState } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { BusyButton } from '../../change/busy-button.js';
import { Outcome } from '../../change/outcome.js';
import { useChange } from '../../change/use-change.js';
import './dialog.css';

const DELETE = graphql(`
  mutation DeleteAccount {
    deleteAccount(confirm: true) {
      deletedAt
    }
  }
`);

const WORD = 'delete';

/** Says what goes, and deletes it for whoever types the word. Escape and the first button lead back. */
export function DeleteDialog({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const id = useId();
  const { run, isRunning, problem } = useChange(DELETE);
  const [typed, setTyped] = useState('');
  const isMeant = typed.trim().toLowerCase() === WORD;
  const leave = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isMeant || !(await run({}))?.deleteAccount) return;
    // Another document: nothing of the listener's stays in this one.
    window.location.replace('/account/deleted');
  };
  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onClose={() => setTyped('')}>
      <form onSubmit={leave}>
        <h2 id={`${id}-title`}>Delete everything?</h2>
        <p>At once and for good, this deletes</p>
        <ul>
          <li>your whole record of top artists, what you imported included,</li>
          <li>your connection to Spotify and its tokens,</li>
          <li>your settings and your access tokens; programs that use them stop working,</li>
          <li>your sessions, in this and in every other browser.</li>
        </ul>
        <p>
          Nobody can bring it back. <a href="/export">Download your record</a> first, if you may want it one
          day.
        </p>
        <div className="field">
          <label htmlFor={id}>
            Type <strong>{WORD}</strong> to go on
          </label>
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
            Keep it all
          </button>
          <BusyButton type="submit" disabled={!isMeant} isBusy={isRunning}>
            Delete everything
          </BusyButton>
        </p>
      </form>
    </dialog>
  );
}
