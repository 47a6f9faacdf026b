import { nextInWords } from '../../coverage/next-in-words.js';
import { Section } from '../../design/section.js';
import { TakeSnapshot } from '../../take-snapshot/take-snapshot.js';
import type { Account } from '../account-question.js';

/** Today's snapshot, without waiting for its time. */
export function TakeSection({ account }: { readonly account: Account }) {
  const { timezone, coverage, snapshotsPaused } = account;
  return (
    <Section
      title="Today’s snapshot"
      hint="Your three lists are recorded once a day, by themselves. You need not wait for it: the first good list of a day stays."
    >
      <div className="panel">
        <p>
          {snapshotsPaused
            ? 'The daily ones are paused. You can take one all the same.'
            : nextInWords(coverage.nextSnapshotAt, timezone, new Date())}
        </p>
        <TakeSnapshot isQuiet />
      </div>
    </Section>
  );
}
