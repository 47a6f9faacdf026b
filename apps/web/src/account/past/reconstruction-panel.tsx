import { useRef, useState } from 'react';
import { BusyButton, Outcome, useChange } from '../../change/change.js';
import { useConfirmation } from '../../change/use-confirmation.js';
import { When } from '../../design/when.js';
import { formatDayRange } from '../../words/days.js';
import { formatCount, formatNumber } from '../../words/numbers.js';
import {
  type Account,
  DELETE_RECONSTRUCTED_HISTORY,
  type Reconstruction,
  UPDATE_SETTINGS,
} from '../account.queries.js';
import { useChangedValue } from '../use-changed-value.js';
import { describeAgreement, describeLinks, NO_AGREEMENT } from './past-text.js';

/** The reconstructed history, with buttons to hide and delete it. Without one, only the outcome of a deletion. */
export function ReconstructionPanel({ account }: { readonly account: Account }) {
  const { reconstruction, includeReconstructed, timezone } = account;
  const settings = useChange(UPDATE_SETTINGS);
  const deletion = useChange(DELETE_RECONSTRUCTED_HISTORY);
  const [isShown, setShown] = useChangedValue(includeReconstructed);
  const [message, setMessage] = useState('');
  const outcome = useRef<HTMLDivElement>(null);
  const toggle = async (): Promise<void> => {
    const viewer = (await settings.run({ input: { includeReconstructed: !isShown } }))?.updateSettings
      ?.viewer;
    if (!viewer) return;
    setShown(viewer.includeReconstructed);
    setMessage(
      viewer.includeReconstructed ? 'Reconstructed days are shown.' : 'Reconstructed days are hidden.',
    );
  };
  const deleteHistory = async (): Promise<void> => {
    const deleted = (await deletion.run({}))?.deleteReconstructedHistory;
    if (!deleted) return;
    setMessage(`${formatCount(deleted.deletedSnapshots, 'reconstructed snapshot')} deleted.`);
    // The focused button disappears with the history.
    outcome.current?.focus();
  };
  return (
    <>
      {reconstruction && (
        <>
          <Facts {...{ reconstruction, isShown, timezone }} />
          <Actions
            isShown={isShown}
            isChanging={settings.isRunning}
            isDeleting={deletion.isRunning}
            onToggle={toggle}
            onDelete={deleteHistory}
          />
        </>
      )}
      <div ref={outcome} tabIndex={-1} className="past-outcome">
        <Outcome problem={settings.problem ?? deletion.problem}>
          {message && <p className="message">{message}</p>}
        </Outcome>
      </div>
    </>
  );
}

interface FactsProps {
  readonly reconstruction: Reconstruction;
  readonly isShown: boolean;
  readonly timezone: string;
}

function Facts({ reconstruction, isShown, timezone }: FactsProps) {
  const { from, to, plays, agreement, importedAt } = reconstruction;
  return (
    <dl className="facts-of">
      <div>
        <dt>Reconstructed</dt>
        <dd>{formatDayRange(from, to)}</dd>
      </div>
      <div>
        <dt>On your pages</dt>
        <dd>
          <span className={`state ${isShown ? 'good' : 'calm'}`}>{isShown ? 'Shown' : 'Hidden'}</span>
        </dd>
      </div>
      <div>
        <dt>From</dt>
        <dd>
          {formatNumber(plays)} plays, imported <When instant={importedAt} timezone={timezone} isDate />
        </dd>
      </div>
      <div>
        <dt>Artists</dt>
        <dd>{describeLinks(reconstruction)}</dd>
      </div>
      <div>
        <dt>Agreement</dt>
        <dd>
          {agreement.length === 0 && NO_AGREEMENT}
          {agreement.map((each) => (
            <p key={each.range}>{describeAgreement(each)}</p>
          ))}
        </dd>
      </div>
    </dl>
  );
}

interface ActionsProps {
  readonly isShown: boolean;
  readonly isChanging: boolean;
  readonly isDeleting: boolean;
  readonly onToggle: () => void;
  readonly onDelete: () => void;
}

/** Hides and deletes the reconstructed days. Deleting them asks for confirmation in place. */
function Actions({ isShown, isChanging, isDeleting, onToggle, onDelete }: ActionsProps) {
  const { isConfirming, ask, cancel, askButton, confirmButton } = useConfirmation();
  if (isConfirming) {
    return (
      <div className="question">
        <p>This deletes all reconstructed days. Recorded days stay, and you can import the file again.</p>
        <p className="actions">
          <BusyButton ref={confirmButton} isBusy={isDeleting} onClick={onDelete}>
            Delete reconstructed history
          </BusyButton>
          <button type="button" className="button quiet" onClick={cancel}>
            Cancel
          </button>
        </p>
      </div>
    );
  }
  return (
    <p className="actions">
      <BusyButton className={isShown ? 'button quiet' : 'button'} isBusy={isChanging} onClick={onToggle}>
        {isShown ? 'Hide reconstructed days' : 'Show reconstructed days'}
      </BusyButton>
      <button ref={askButton} type="button" className="button quiet danger" onClick={ask}>
        Delete reconstructed history…
      </button>
    </p>
  );
}
