import { type DragEvent, type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { BusyButton, Outcome } from '../../change/change.js';
import { Notice } from '../../design/notice.js';
import { formatBytes } from '../../words/numbers.js';
import { ACCEPTED, describeUnusableFile, getFileKind } from './import-file.js';
import { ExportOutcomeNotice, HistoryResultNotice } from './import-outcome.js';
import './import.css';
import { useImport } from './use-import.js';

interface ImportFormProps {
  readonly onImported: () => void;
  /** Below the form, with a function that imports a file at once. */
  readonly children: (importFile: (file: File) => void) => ReactNode;
}

/** Imports a listening history or an export of Headliner that is chosen or dropped. */
export function ImportForm({ onImported, children }: ImportFormProps) {
  const id = useId();
  const submitButton = useRef<HTMLButtonElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isDraggedOver, setDraggedOver] = useState(false);
  const { state, send, cancel, reset } = useImport(onImported);
  const isSending = state.kind === 'sending';
  const unusable = file && describeUnusableFile(file);
  const choose = (chosen: File | null): void => {
    if (isSending) return;
    setFile(chosen);
    reset();
  };
  const importFile = (chosen: File): void => {
    if (isSending) return;
    setFile(chosen);
    send(chosen);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setDraggedOver(false);
    choose(event.dataTransfer.files[0] ?? null);
  };
  const handleCancel = (): void => {
    cancel();
    // The focused “Cancel” button is about to be removed.
    submitButton.current?.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (file) send(file);
  };
  return (
    <form className="import" onSubmit={submit}>
      <div
        className={isDraggedOver ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setDraggedOver(true);
        }}
        onDragLeave={() => setDraggedOver(false)}
        onDrop={drop}
      >
        <label htmlFor={id} className="button quiet">
          Choose a file
        </label>
        <input
          id={id}
          className="spoken"
          type="file"
          accept={ACCEPTED}
          disabled={isSending}
          onChange={({ target }) => choose(target.files?.[0] ?? null)}
        />
        <span className={file ? '' : 'soft'}>
          {file ? `${file.name}, ${formatBytes(file.size)}` : 'or drop it here'}
        </span>
      </div>
      {unusable && <p className="wrong">{unusable}</p>}
      <p className="actions">
        <BusyButton ref={submitButton} type="submit" disabled={!file || unusable !== null} isBusy={isSending}>
          Import
        </BusyButton>
        {isSending && (
          <button type="button" className="button quiet" onClick={handleCancel}>
            Cancel
          </button>
        )}
      </p>
      {isSending && <ImportProgress file={state.file} sent={state.sent} />}
      <Outcome problem={state.kind === 'failed' ? { kind: 'other', failure: state.failure } : null}>
        {state.kind === 'imported' && <ExportOutcomeNotice outcome={state.outcome} />}
        {state.kind === 'reconstructed' && <HistoryResultNotice result={state.result} />}
        {state.kind === 'cancelled' && (
          <Notice tone="calm" title="Import cancelled">
            <p>Nothing was imported, unless the upload was already complete.</p>
          </Notice>
        )}
      </Outcome>
      {children(importFile)}
    </form>
  );
}

interface ImportProgressProps {
  readonly file: File;
  /** In bytes. */
  readonly sent: number;
}

/** The progress of the upload; indeterminate once the server has the whole file, which it reads as it arrives. */
function ImportProgress({ file, sent }: ImportProgressProps) {
  const isUploaded = sent >= file.size;
  const next = getFileKind(file.name)?.isHistory ? 'Reading and reconstructing…' : 'Importing…';
  return (
    <div className="import-progress">
      <progress aria-label="Import" max={file.size} {...(!isUploaded && { value: sent })} />
      <span className="soft">
        {isUploaded ? `Uploaded. ${next}` : `${formatBytes(sent)} of ${formatBytes(file.size)} uploaded`}
      </span>
    </div>
  );
}
