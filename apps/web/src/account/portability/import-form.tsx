import { type DragEvent, type FormEvent, useId, useRef, useState } from 'react';
import { Notice } from '../../design/notice.js';
import { BusyButton } from '../../change/busy-button.js';
import { Outcome } from '../../change/outcome.js';
import { sizeInWords } from './file-size.js';
import { MOST_MIB } from './import-answer.js';
import './import.css';
import { ImportOutcomeNotice } from './import-outcome.js';
import { ImportProgress } from './import-progress.js';
import { useImport } from './use-import.js';

/** Takes a file, chosen or dropped, and brings it in. */
export function ImportForm({ onImported }: { readonly onImported: () => void }) {
  const id = useId();
  const submit = useRef<HTMLButtonElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isOver, setOver] = useState(false);
  const { state, send, cancel, forget } = useImport(onImported);
  const isSending = state.kind === 'sending';
  const isTooLarge = file !== null && file.size > MOST_MIB * 1_024 * 1_024;
  const choose = (chosen: File | null): void => {
    if (isSending) return;
    setFile(chosen);
    forget();
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0] ?? null);
  };
  const giveUp = (): void => {
    cancel();
    // The button for it is about to go.
    submit.current?.focus();
  };
  const bring = (event: FormEvent): void => {
    event.preventDefault();
    if (file) send(file);
  };
  return (
    <form className="import" onSubmit={bring}>
      <div
        className={isOver ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor={id} className="button quiet">
          Choose a file
        </label>
        <input
          id={id}
          className="spoken"
          type="file"
          accept=".ndjson,.jsonl,application/x-ndjson"
          disabled={isSending}
          onChange={({ target }) => choose(target.files?.[0] ?? null)}
        />
        <span className={file ? '' : 'soft'}>
          {file ? `${file.name}, ${sizeInWords(file.size)}` : 'or drop it here.'}
        </span>
      </div>
      {isTooLarge && <p className="wrong">It is too large: {MOST_MIB} MiB are the most.</p>}
      <p className="actions">
        <BusyButton ref={submit} type="submit" disabled={!file || isTooLarge} isBusy={isSending}>
          Bring it in
        </BusyButton>
        {isSending && (
          <button type="button" className="button quiet" onClick={giveUp}>
            Cancel
          </button>
        )}
      </p>
      {isSending && <ImportProgress file={state.file} sent={state.sent} />}
      <Outcome problem={state.kind === 'refused' ? { kind: 'other', words: state.words } : null}>
        {state.kind === 'imported' && <ImportOutcomeNotice outcome={state.outcome} />}
        {state.kind === 'cancelled' && (
          <Notice tone="calm" title="Cancelled">
            <p>Unless all of it had arrived already, nothing was imported.</p>
          </Notice>
        )}
      </Outcome>
    </form>
  );
}
