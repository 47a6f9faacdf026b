import { useMemo } from 'react';
import { Notice } from '../design/notice.js';
import { Section } from '../design/section.js';
import type { AccountedDay } from './account-of-days.js';
import { gapRuns } from './gap-runs.js';
import { OtherReasons } from './other-reasons.js';
import { ReasonEntry } from './reason-entry.js';
import { reasonsOf } from './reasons.js';

interface Props {
  readonly days: readonly AccountedDay[];
  /** What is shown is one range, so that runs need not say which. */
  readonly isOneRange: boolean;
}

/** The gaps, reason by reason: what it means, what to do, and which days. */
export function Gaps({ days, isOneRange }: Props) {
  const runs = useMemo(() => gapRuns(days), [days]);
  const reasons = reasonsOf(days);
  const missing = days.filter(({ states }) => [...states.values()].some((state) => state !== 'SNAPSHOT'));
  return (
    <Section
      title="Gaps"
      {...(missing.length > 0 && { tally: missing.length })}
      hint="Days that lack at least one snapshot, and why. A gap stays: Spotify does not tell what a list was like on another day."
    >
      {reasons.length === 0 ? (
        <div className="gaps-none">
          <Notice tone="good" title="No day is missing">
            <p>Every day since the first has its snapshot.</p>
          </Notice>
        </div>
      ) : (
        <ul className="reasons">
          {reasons.map((reason) => (
            <ReasonEntry
              key={reason}
              reason={reason}
              runs={runs.filter((run) => run.reason === reason)}
              isOneRange={isOneRange}
            />
          ))}
        </ul>
      )}
      <OtherReasons without={reasons} />
    </Section>
  );
}
