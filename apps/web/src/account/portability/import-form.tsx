import { type DragEvent, type FormEvent, useId, useState } from 'react';
import { Notice } from '../../design/notice.js';
import { Outcome } from '../outcome.js';
import { sizeInWords } from './file-size.js';
import { MOST_MIB } from './import-answer.js';
import './import.css';
import { ImportOutcomeNotice } from './import-outcome.js';
import { ImportProgress } from './import-progress.js';
import { useImport } from './use-import.js';

/** Takes a file, chosen or dropped, and brings it in. */
export function ImportForm({ onImported }: { readonly onImported: () => void }) {
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [isOver, setOver] = useState(false);
  const { state, send, cancel } = useImport(onImported);
  const isSending = state.kind === 'sending';
  const isTooLarge = file !== null && file.size > MOST_MIB * 1_024 * 1_024;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    setFile(event.dataTransfer.files[0] ?? null);
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
          onChange={({ target }) => setFile(target.files?.[0] ?? null)}
        />
        <span className={file ? '' : 'soft'}>
          {file ? `${file.name}, ${sizeInWords(file.size)}` : 'or drop it here.'}
        </span>
      </div>
      {isTooLarge && <p className="wrong">It is too large: {MOST_MIB} MiB are the most.</p>}
      <p className="actions">
        <button type="submit" className="button" disabled={!file || isTooLarge || isSending}>
          Bring it in
        </button>
        {isSending && (
          <button type="button" className="button quiet" onClick={cancel}>
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
