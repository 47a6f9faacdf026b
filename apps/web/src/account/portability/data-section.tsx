import { type DragEvent, type FormEvent, useId, useRef, useState } from 'react';
import { Link } from 'wouter';
import { BusyButton, Outcome } from '../../change/change.js';
import { Notice } from '../../design/notice.js';
import { Section } from '../../design/page.js';
import { formatBytes, formatNumber } from '../../words/numbers.js';
import { type ImportOutcome, MAX_MIB } from './import-answer.js';
import './import.css';
import { useImport } from './use-import.js';

interface ImportProps {
  readonly onImported: () => void;
}

/** Export and import. */
export function DataSection({ onImported }: ImportProps) {
  return (
    <Section
      title="Your data"
      anchor="file"
      hint="All snapshots, gaps and artists as lines of JSON, for your own programs or for another Headliner."
    >
      <div className="panel">
        <h3>Export</h3>
        <p className="actions">
          <a className="button quiet" href="/export">
            Export your history
          </a>
        </p>
        <h3>Import</h3>
        <p>
          Import an export from this or another Headliner. This adds missing days, leaves recorded days
          unchanged, and sets your time zone to the file’s.
        </p>
        <ImportForm onImported={onImported} />
      </div>
    </Section>
  );
}

/** Imports a file that is chosen or dropped. */
function ImportForm({ onImported }: ImportProps) {
  const id = useId();
  const submitButton = useRef<HTMLButtonElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isDraggedOver, setDraggedOver] = useState(false);
  const { state, send, cancel, reset } = useImport(onImported);
  const isSending = state.kind === 'sending';
  const isTooLarge = file !== null && file.size > MAX_MIB * 1_024 * 1_024;
  const choose = (chosen: File | null): void => {
    if (isSending) return;
    setFile(chosen);
    reset();
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
          accept=".ndjson,.jsonl,application/x-ndjson"
          disabled={isSending}
          onChange={({ target }) => choose(target.files?.[0] ?? null)}
        />
        <span className={file ? '' : 'soft'}>
          {file ? `${file.name}, ${formatBytes(file.size)}` : 'or drop it here'}
        </span>
      </div>
      {isTooLarge && <p className="wrong">This file is too large. The maximum is {MAX_MIB} MiB.</p>}
      <p className="actions">
        <BusyButton ref={submitButton} type="submit" disabled={!file || isTooLarge} isBusy={isSending}>
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
        {state.kind === 'imported' && <ImportOutcomeNotice outcome={state.outcome} />}
        {state.kind === 'cancelled' && (
          <Notice tone="calm" title="Import cancelled">
            <p>Nothing was imported, unless the upload was already complete.</p>
          </Notice>
        )}
      </Outcome>
    </form>
  );
}

interface ImportProgressProps {
  readonly file: File;
  /** In bytes. */
  readonly sent: number;
}

/** The progress of the upload; indeterminate while the server imports the uploaded file. */
function ImportProgress({ file, sent }: ImportProgressProps) {
  const isUploaded = sent >= file.size;
  return (
    <div className="import-progress">
      <progress aria-label="Import" max={file.size} {...(!isUploaded && { value: sent })} />
      <span className="soft">
        {isUploaded ? 'Uploaded. Importing…' : `${formatBytes(sent)} of ${formatBytes(file.size)} uploaded`}
      </span>
    </div>
  );
}

const PARTS = [
  ['snapshots', 'Snapshots'],
  ['gaps', 'Gaps'],
  ['artists', 'Artists'],
] as const;

/** How much an import added, and how much there was already. */
function ImportOutcomeNotice({ outcome }: { readonly outcome: ImportOutcome }) {
  const hasAdded = PARTS.some(([part]) => outcome[part].added > 0);
  return (
    <Notice tone="good" title={hasAdded ? 'Import complete' : 'Nothing new in this file'}>
      <table className="numbers">
        <thead>
          <tr>
            <td />
            <th scope="col">Added</th>
            <th scope="col">Already there</th>
          </tr>
        </thead>
        <tbody>
          {PARTS.map(([part, label]) => (
            <tr key={part}>
              <th scope="row">{label}</th>
              <td>{formatNumber(outcome[part].added)}</td>
              <td>{formatNumber(outcome[part].kept)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Link href="/coverage">See your coverage</Link>
      </p>
    </Notice>
  );
}
