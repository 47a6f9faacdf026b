import { BusyButton } from '../../change/change.js';
import { useConfirmation } from '../../change/use-confirmation.js';
import { When } from '../../design/when.js';
import type { AccessToken } from '../account.queries.js';

interface TokenRowProps {
  readonly token: AccessToken;
  readonly timezone: string;
  readonly isRunning: boolean;
  readonly onRevoke: (token: AccessToken) => void;
}

/** One access token. Revoking it asks for confirmation in the row. */
export function TokenRow({ token, timezone, isRunning, onRevoke }: TokenRowProps) {
  const { isConfirming, ask, cancel, askButton, confirmButton } = useConfirmation();
  const { name, scope, expiresAt, lastUsedAt } = token;
  if (isConfirming) {
    return (
      <tr>
        <th scope="row">{name}</th>
        <td className="token-question" colSpan={4}>
          <div>
            <span>Programs that use this token stop working. This can’t be undone.</span>
            <BusyButton ref={confirmButton} isBusy={isRunning} onClick={() => onRevoke(token)}>
              Revoke token<span className="spoken">: {name}</span>
            </BusyButton>
            <button type="button" className="button quiet" onClick={cancel}>
              Cancel
            </button>
          </div>
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label="Access">{scope === 'READ' ? 'Read' : 'Read and write'}</td>
      <td data-label="Expires">
        <When instant={expiresAt} timezone={timezone} isDate />
      </td>
      <td data-label="Last used">
        {lastUsedAt === null ? 'Never' : <When instant={lastUsedAt} timezone={timezone} />}
      </td>
      <td className="token-actions">
        <button ref={askButton} type="button" className="button quiet" onClick={ask}>
          Revoke<span className="spoken"> {name}</span>
        </button>
      </td>
    </tr>
  );
}
