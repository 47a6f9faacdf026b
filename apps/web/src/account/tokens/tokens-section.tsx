import { useEffect, useRef, useState } from 'react';
import { Outcome, useChange } from '../../change/change.js';
import { Section } from '../../design/page.js';
import { When } from '../../design/when.js';
import {
  type AccessToken,
  type CreatedToken,
  REFETCH_CONTEXT,
  REVOKE_ACCESS_TOKEN,
} from '../account.queries.js';
import { RevocableTable } from '../revocable-table.js';
import { NewToken } from './new-token.js';
import { TokenForm } from './token-form.js';
import './tokens.css';

interface TokensSectionProps {
  readonly tokens: readonly AccessToken[];
  readonly timezone: string;
}

/** Lists, creates and revokes access tokens. */
export function TokensSection({ tokens, timezone }: TokensSectionProps) {
  const { run, isRunning, problem } = useChange(REVOKE_ACCESS_TOKEN, REFETCH_CONTEXT);
  const [created, setCreated] = useState<CreatedToken | null>(null);
  const [message, setMessage] = useState('');
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem?.kind === 'gone') outcome.current?.focus();
  }, [problem]);
  const revoke = async (id: string): Promise<void> => {
    setMessage('');
    const revoked = (await run({ id }))?.revokeAccessToken?.accessToken;
    if (!revoked) return;
    setMessage(`“${revoked.name}” is revoked. It stops working within a second.`);
    // The focused button is removed with its row.
    outcome.current?.focus();
    if (created?.accessToken.id === id) setCreated(null);
  };
  const done = (): void => {
    setCreated(null);
    setMessage(`“${created?.accessToken.name}” is in the list.`);
    outcome.current?.focus();
  };
  return (
    <Section
      title="Access tokens"
      anchor="tokens"
      hint="They let your programs use Headliner without a browser. They are not Spotify tokens."
    >
      <div className="panel">
        {tokens.length === 0 ? (
          <p>You have no access tokens.</p>
        ) : (
          <RevocableTable
            rows={tokens.map((token) => ({ ...token, cells: describe(token, timezone) }))}
            columns={['Label', 'Access', 'Expires', 'Last used']}
            warning="Programs that use this token stop working."
            action="Revoke token"
            isRunning={isRunning}
            onRevoke={revoke}
          />
        )}
        <div ref={outcome} tabIndex={-1}>
          <Outcome problem={problem}>{message && <p className="message">{message}</p>}</Outcome>
        </div>
        {created ? (
          <NewToken created={created} timezone={timezone} onDone={done} />
        ) : (
          <TokenForm onCreated={setCreated} />
        )}
      </div>
    </Section>
  );
}

/** The cells of an access token, after its label. */
function describe({ scope, expiresAt, lastUsedAt }: AccessToken, timezone: string) {
  return {
    Access: scope === 'READ' ? 'Read' : 'Read and write',
    Expires: <When instant={expiresAt} timezone={timezone} isDate />,
    'Last used': lastUsedAt === null ? 'Never' : <When instant={lastUsedAt} timezone={timezone} />,
  };
}
