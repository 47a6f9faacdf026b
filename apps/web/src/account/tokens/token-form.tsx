import { type FormEvent, useState } from 'react';
import { BusyButton, Outcome, useChange } from '../../change/change.js';
import { Field } from '../../change/field.js';
import { CREATE_ACCESS_TOKEN, type CreatedToken } from '../account.queries.js';

type Scope = 'READ' | 'WRITE';

const SCOPES: readonly { scope: Scope; label: string; text: string }[] = [
  { scope: 'READ', label: 'Read', text: 'queries and export' },
  { scope: 'WRITE', label: 'Read and write', text: 'also snapshots, settings, shares and import' },
];

/** Creates an access token. */
export function TokenForm({ onCreated }: { readonly onCreated: (created: CreatedToken) => void }) {
  const { run, isRunning, problem } = useChange(CREATE_ACCESS_TOKEN);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('READ');
  const [days, setDays] = useState('90');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const created = (await run({ input: { name, scope, expiresInDays: Number(days) } }))?.createAccessToken;
    if (!created) return;
    setName('');
    onCreated(created);
  };
  return (
    <form className="token-form" onSubmit={submit}>
      <h3>New access token</h3>
      <div className="fields">
        <Field label="Label" argument="name" problem={problem} hint="For example, “kitchen display”.">
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              required
              autoComplete="off"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Field label="Expires in (days)" argument="expiresInDays" problem={problem} hint="1 to 365.">
          {(attributes) => (
            <input
              {...attributes}
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
        <legend>Access</legend>
        {SCOPES.map(({ scope: each, label, text }) => (
          <label key={each} className="choice">
            <input
              type="radio"
              name="scope"
              value={each}
              checked={each === scope}
              onChange={() => setScope(each)}
            />
            <span>
              <strong>{label}</strong> <span className="soft">{text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="actions">
        <BusyButton type="submit" isBusy={isRunning}>
          Create token
        </BusyButton>
      </p>
      <Outcome problem={problem} />
    </form>
  );
}
