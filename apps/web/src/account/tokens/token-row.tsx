import { useEffect, useRef, useState } from 'react';
import { dateInWords, instantInWords } from '../../words/instant.js';
import { BusyButton } from '../../change/busy-button.js';
import type { Token } from '../account-question.js';
import type { Change } from '../../change/use-change.js';

interface Props {
  readonly token: Token;
  readonly timezone: string;
  readonly isRunning: Change<unknown, unknown>['isRunning'];
  readonly onRevoke: (token: Token) => void;
}

/** One token of the list. Revoking it takes a second word. */
export function TokenRow({ token, timezone, isRunning, onRevoke }: Props) {
  const [isAsking, setAsking] = useState(false);
  const revoke = useRef<HTMLButtonElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) confirm.current?.focus();
  }, [isAsking]);
  const keep = (): void => {
    setAsking(false);
    // It is back after this change.
    requestAnimationFrame(() => revoke.current?.focus());
  };
  const { name, scope, expiresAt, lastUsedAt } = token;
  if (isAsking) {
    return (
      <tr>
        <th scope="row">{name}</th>
        <td className="token-question" colSpan={4}>
          <div>
            <span>Programs with it stop working.</span>
            <BusyButton ref={confirm} isBusy={isRunning} onClick={() => onRevoke(token)}>
              Revoke it<span className="spoken">: {name}</span>
            </BusyButton>
            <button type="button" className="button quiet" onClick={keep}>
              Keep it
            </button>
          </div>
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label="May">{scope === 'READ' ? 'Read' : 'Read and write'}</td>
      <td data-label="Works until">
        <time dateTime={expiresAt}>{dateInWords(expiresAt, timezone)}</time>
      </td>
      <td data-label="Last used">
        {lastUsedAt === null ? (
          'Never'
        ) : (
          <time dateTime={lastUsedAt}>{instantInWords(lastUsedAt, timezone)}</time>
        )}
      </td>
      <td className="token-actions">
        <button ref={revoke} type="button" className="button quiet" onClick={() => setAsking(true)}>
          Revoke<span className="spoken"> {name}</span>
        </button>
      </td>
    </tr>
  );
}
