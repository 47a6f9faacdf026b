import { Notice } from '../design/notice.js';
import { useViewer } from '../shell/viewer.js';
import { nextInWords } from './next-in-words.js';
import type { KnownCoverage } from './ask-coverage.js';

/** Stands in for the account while there is no day to account for. */
export function FirstDay({ coverages }: { readonly coverages: readonly KnownCoverage[] }) {
  const viewer = useViewer();
  const next = coverages.find(({ nextSnapshotAt }) => nextSnapshotAt !== null)?.nextSnapshotAt ?? null;
  return (
    <Notice tone="calm" title="Your first day is not over yet">
      <p>
        From tomorrow on, every day that has passed is accounted for here: with its snapshot, or with the
        reason why there is none.
      </p>
      <p>{nextInWords(next, viewer?.timezone ?? 'UTC', new Date())}</p>
    </Notice>
  );
}
