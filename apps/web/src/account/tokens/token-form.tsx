import { type FormEvent, useState } from 'react';
import { BusyButton } from '../../change/busy-button.js';
import { Field } from '../field.js';
import { Outcome } from '../../change/outcome.js';
import { useChange } from '../../change/use-change.js';
import { CREATE, type NewToken } from './token-changes.js';

type Scope = 'READ' | 'WRITE';

const SCOPES: readonly { scope: Scope; label: string; what: string }[] = [
  { scope: 'READ', label: 'Read', what: 'ask every question, and export' },
  { scope: 'WRITE', label: 'Read and write', what: 'besides, take snapshots, change settings, and import' },
];

/** Makes an access token. */
export function TokenForm({ onMade }: { readonly onMade: (made: NewToken) => void }) {
  const { run, isRunning, problem } = useChange(CREATE);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('READ');
  const [days, setDays] = useState('90');
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = (await run({ input: { name, scope, expiresInDays: Number(days) } }))?.createAccessToken;
    if (!made) return;
    setName('');
    onMade(made);
  };
  return (
    <form className="token-form" onSubmit={make}>
      <h3>A new token</h3>
      <div className="fields">
        <Field
          label="Name"
          argument="name"
          problem={problem}
          hint="To know it by, such as “kitchen display”."
        >
          {(ties) => (
            <input
              {...ties}
              type="text"
              required
              autoComplete="off"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Field label="Days it works" argument="expiresInDays" problem={problem} hint="1 to 365.">
          {(ties) => (
            <input
              {...ties}
              type="number"
              required
              min="1"
              max="365"
              value={days}
              onChange={({ target }) => setDays(target.value)}
            />
          )}
        </Field>
      </div>
      <fieldset>
        <legend>What it may do</legend>
        {SCOPES.map(({ scope: each, label, what }) => (
          <label key={each} className="choice">
            <input
              type="radio"
              name="scope"
              value={each}
              checked={each === scope}
              onChange={() => setScope(each)}
            />
            <span>
              <strong>{label}</strong> <span className="soft">{what}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="actions">
        <BusyButton type="submit" isBusy={isRunning}>
          Make the token
        </BusyButton>
      </p>
      <Outcome problem={problem} />
    </form>
  );
}
