import { useState } from 'react';
import { Section } from '../../design/section.js';
import { BusyButton } from '../../change/busy-button.js';
import { Outcome } from '../../change/outcome.js';
import { UPDATE } from '../settings-change.js';
import { useChange } from '../../change/use-change.js';
import { useChanged } from '../use-changed.js';

/** Stops the daily snapshots, and lets them go on. */
export function PauseSection({ snapshotsPaused }: { readonly snapshotsPaused: boolean }) {
  const { run, isRunning, problem } = useChange(UPDATE);
  const [isPaused, setPaused] = useChanged(snapshotsPaused);
  const [said, setSaid] = useState('');
  const turn = async (): Promise<void> => {
    const changed = (await run({ input: { snapshotsPaused: !isPaused } }))?.updateSettings?.viewer;
    if (!changed) return;
    setPaused(changed.snapshotsPaused);
    setSaid(changed.snapshotsPaused ? 'Snapshots are paused.' : 'Snapshots go on.');
  };
  return (
    <Section
      title="Daily snapshots"
      anchor="snapshots"
      hint="While they are paused, every day that ends is a gap with this reason. What is recorded stays."
    >
      <div className="panel">
        <dl className="facts-of">
          <div>
            <dt>State</dt>
            <dd>
              <span className={`state ${isPaused ? 'urgent' : 'good'}`}>
                {isPaused ? 'Paused' : 'Running'}
              </span>
            </dd>
          </div>
        </dl>
        <p className="actions">
          <BusyButton className={isPaused ? 'button' : 'button quiet'} onClick={turn} isBusy={isRunning}>
            {isPaused ? 'Resume snapshots' : 'Pause snapshots'}
          </BusyButton>
        </p>
        <Outcome problem={problem}>{said && <p className="said">{said}</p>}</Outcome>
      </div>
    </Section>
  );
}
