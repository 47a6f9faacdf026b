import { useRef, useState } from 'react';
import { Section } from '../../design/section.js';
import type { Token } from '../account-question.js';
import { Outcome } from '../../change/outcome.js';
import { useChange } from '../../change/use-change.js';
import { NewToken } from './new-token.js';
import { type NewToken as Made, REVOKE } from './token-changes.js';
import './tokens.css';
import { TokenForm } from './token-form.js';
import { TokenRow } from './token-row.js';

interface Props {
  readonly tokens: readonly Token[];
  readonly timezone: string;
}

/** Access tokens: those there are, and how another is made. */
export function TokensSection({ tokens, timezone }: Props) {
  const { run, isRunning, problem } = useChange(REVOKE);
  const [made, setMade] = useState<Made | null>(null);
  const [said, setSaid] = useState('');
  const outcome = useRef<HTMLDivElement>(null);
  const revoke = async ({ id }: Token): Promise<void> => {
    const revoked = (await run({ id }))?.revokeAccessToken?.accessToken;
    if (!revoked) return;
    setSaid(`“${revoked.name}” is revoked. Within a second it works nowhere.`);
    // The button is gone with its row.
    outcome.current?.focus();
    if (made?.accessToken.id === id) setMade(null);
  };
  const done = (): void => {
    setMade(null);
    setSaid(`“${made?.accessToken.name}” is in the list.`);
    outcome.current?.focus();
  };
  return (
    <Section
      title="Access tokens"
      anchor="tokens"
      hint="They let programs of yours ask Headliner in your name, without your browser. None of them is a Spotify token."
    >
      <div className="panel">
        {tokens.length === 0 ? (
          <p>You have none that works.</p>
        ) : (
          <table className="tokens">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">May</th>
                <th scope="col">Works until</th>
                <th scope="col">Last used</th>
                <th scope="col">
                  <span className="spoken">Revoke</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tokens.map((token) => (
                <TokenRow
                  key={token.id}
                  token={token}
                  timezone={timezone}
                  isRunning={isRunning}
                  onRevoke={revoke}
                />
              ))}
            </tbody>
          </table>
        )}
        <div ref={outcome} tabIndex={-1}>
          <Outcome problem={problem}>{said && <p className="said">{said}</p>}</Outcome>
        </div>
        {made ? <NewToken made={made} timezone={timezone} onDone={done} /> : <TokenForm onMade={setMade} />}
      </div>
    </Section>
  );
}
