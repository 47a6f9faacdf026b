import { useState } from 'react';
import { BusyButton, Outcome, useChange } from '../change/change.js';
import { Section } from '../design/page.js';
import { NextSnapshot } from '../design/when.js';
import { TakeSnapshot } from '../take-snapshot/take-snapshot.js';
import { type Account, UPDATE_SETTINGS } from './account.queries.js';
import { useChangedValue } from './use-changed-value.js';

/** Takes today's snapshot now. */
export function TakeSection({ account }: { readonly account: Account }) {
  const { timezone, coverage, snapshotsPaused } = account;
  return (
    <Section
      title="Today’s snapshot"
      hint="Your three lists are recorded once a day. You can also take a snapshot now. The first of each day stays."
    >
      <div className="panel">
        <p>
          {snapshotsPaused ? (
            'Daily snapshots are paused. You can still take one now.'
          ) : (
            <NextSnapshot at={coverage.nextSnapshotAt} timezone={timezone} />
          )}
        </p>
        <TakeSnapshot isQuiet />
      </div>
    </Section>
  );
}

/** Pauses and resumes daily snapshots. */
export function PauseSection({ snapshotsPaused }: { readonly snapshotsPaused: boolean }) {
  const { run, isRunning, problem } = useChange(UPDATE_SETTINGS);
  const [isPaused, setPaused] = useChangedValue(snapshotsPaused);
  const [message, setMessage] = useState('');
  const toggle = async (): Promise<void> => {
    const viewer = (await run({ input: { snapshotsPaused: !isPaused } }))?.updateSettings?.viewer;
    if (!viewer) return;
    setPaused(viewer.snapshotsPaused);
    setMessage(viewer.snapshotsPaused ? 'Daily snapshots are paused.' : 'Daily snapshots are running.');
  };
  return (
    <Section
      title="Daily snapshots"
      anchor="snapshots"
      hint="Each day that ends while they are paused becomes a gap. Your history stays."
    >
      <div className="panel">
        <dl className="facts-of">
          <div>
            <dt>Status</dt>
            <dd>
              <span className={`state ${isPaused ? 'calm' : 'good'}`}>{isPaused ? 'Paused' : 'Running'}</span>
            </dd>
          </div>
        </dl>
        <p className="actions">
          <BusyButton className={isPaused ? 'button' : 'button quiet'} onClick={toggle} isBusy={isRunning}>
            {isPaused ? 'Resume snapshots' : 'Pause snapshots'}
          </BusyButton>
        </p>
        <Outcome problem={problem}>{message && <p className="message">{message}</p>}</Outcome>
      </div>
    </Section>
  );
}
