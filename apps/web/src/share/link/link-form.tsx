import { type FormEvent, useState } from 'react';
import type { ResultOf, VariablesOf } from '../../graphql/graphql.js';
import { BusyButton, type Change, Outcome } from '../../change/change.js';
import { Field } from '../../change/field.js';
import { formatCount } from '../../words/numbers.js';
import { LIFETIMES, type LinkedChart } from './share-text.js';
import type { CREATE_SHARE, Share } from './shares.queries.js';

interface LinkFormProps {
  readonly chart: LinkedChart;
  /** The listener's name; null if they have none. */
  readonly name: string | null;
  readonly change: Change<ResultOf<typeof CREATE_SHARE>, VariablesOf<typeof CREATE_SHARE>>;
  readonly onCreated: (share: Share) => void;
}

/** Creates a link to a chart. */
export function LinkForm({ chart, name, change: { run, isRunning, problem }, onCreated }: LinkFormProps) {
  const [title, setTitle] = useState('');
  const [days, setDays] = useState('30');
  const [showName, setShowName] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const input = { ...chart, title: title.trim() || null, showName, expiresInDays: Number(days) };
    const created = (await run({ input }))?.createShare?.share;
    if (created) onCreated(created);
  };
  return (
    <form onSubmit={submit}>
      <div className="fields">
        <Field label="Title (optional)" argument="title" problem={problem} hint="Up to 80 characters.">
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              autoComplete="off"
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
          )}
        </Field>
        <Field label="Expires in" argument="expiresInDays" problem={problem}>
          {(attributes) => (
            <select {...attributes} value={days} onChange={({ target }) => setDays(target.value)}>
              {LIFETIMES.map((each) => (
                <option key={each} value={each}>
                  {formatCount(each, 'day')}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {name !== null && (
        <label className="choice">
          <input type="checkbox" checked={showName} onChange={({ target }) => setShowName(target.checked)} />
          <span>
            <strong>Show my name</strong>{' '}
            <span className="soft" dir="auto">
              {name}
            </span>
          </span>
        </label>
      )}
      <p className="share-actions">
        <BusyButton type="submit" isBusy={isRunning}>
          Create link
        </BusyButton>
      </p>
      <Outcome problem={problem} />
    </form>
  );
}
