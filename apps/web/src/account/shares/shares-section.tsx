import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Outcome, useChange } from '../../change/change.js';
import { CopyButton } from '../../design/copy-button.js';
import { Section } from '../../design/page.js';
import { When } from '../../design/when.js';
import { describeChart, describeName, MAX_SHARES, nameShare } from '../../share/link/share-text.js';
import { REVOKE_SHARE, type Share, SHARES_CONTEXT } from '../../share/link/shares.queries.js';
import { RevocableTable } from '../revocable-table.js';
import './shares.css';

interface SharesSectionProps {
  readonly shares: readonly Share[];
  readonly timezone: string;
}

/** Lists and revokes the links that show a chart to anyone who has them. */
export function SharesSection({ shares, timezone }: SharesSectionProps) {
  const { run, isRunning, problem } = useChange(REVOKE_SHARE, SHARES_CONTEXT);
  const [message, setMessage] = useState('');
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem?.kind === 'gone') outcome.current?.focus();
  }, [problem]);
  const revoke = async (id: string): Promise<void> => {
    setMessage('');
    const revoked = (await run({ id }))?.revokeShare?.share;
    if (!revoked) return;
    setMessage(`“${nameShare(revoked)}” is revoked. Its link no longer works.`);
    // The focused button is removed with its row.
    outcome.current?.focus();
  };
  return (
    <Section
      title="Shares"
      anchor="shares"
      hint={`Each public link shows one of your charts to anyone who has it. You can have ${MAX_SHARES} at a time.`}
    >
      <div className="panel">
        {shares.length === 0 ? (
          <p>
            You have no shares. To create one, choose Share and then Public link on{' '}
            <Link href="/">your chart</Link>.
          </p>
        ) : (
          <RevocableTable
            rows={shares.map((share) => describe(share, timezone))}
            columns={['Chart', 'Created', 'Expires']}
            warning="Its link stops working for everyone."
            action="Revoke share"
            isRunning={isRunning}
            onRevoke={revoke}
          />
        )}
        {shares.length >= MAX_SHARES && (
          <p className="soft">You have {MAX_SHARES} shares, the maximum. Revoke one to create another.</p>
        )}
        <div ref={outcome} tabIndex={-1}>
          <Outcome problem={problem}>{message && <p className="message">{message}</p>}</Outcome>
        </div>
      </div>
    </Section>
  );
}

/** A share as a row. */
function describe(share: Share, timezone: string) {
  const name = nameShare(share);
  const { id, title, showName, createdAt, expiresAt } = share;
  return {
    id,
    name,
    heading: (
      <div className="share-row">
        <span dir="auto">{name}</span>
        <span className="soft">
          {title !== null && `${describeChart(share)}, `}
          {describeName(showName)}
        </span>
        <span className="share-links">
          <CopyButton
            className="linklike"
            text={share.url}
            label={
              <>
                Copy link<span className="spoken"> to {name}</span>
              </>
            }
          />
          <a href={share.url} target="_blank" rel="noopener">
            Open<span className="spoken"> {name} (new tab)</span>
          </a>
        </span>
      </div>
    ),
    cells: {
      Created: <When instant={createdAt} timezone={timezone} isDate />,
      Expires: <When instant={expiresAt} timezone={timezone} isDate />,
    },
  };
}
