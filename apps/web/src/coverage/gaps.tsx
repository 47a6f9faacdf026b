import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { Notice } from '../design/notice.js';
import { Section } from '../design/page.js';
import type { GapReason } from '../graphql/graphql.js';
import { formatDayRange } from '../words/days.js';
import { formatCount } from '../words/numbers.js';
import { getRange, RANGES } from '../words/range.js';
import { type CoverageDay, isGap } from './compute-coverage.js';
import { DayMark } from './day-square.js';
import { type GapRun, groupGaps } from './gap-runs.js';
import { ALL_REASONS, getReasonAnchor, getReasons, REASONS } from './reasons.js';

interface GapsProps {
  readonly days: readonly CoverageDay[];
  /** Only one range is shown, so gaps need not name theirs. */
  readonly isOneRange: boolean;
}

/** The gaps by reason: what it means, what to do, and which days are missing. */
export function Gaps({ days, isOneRange }: GapsProps) {
  const runs = useMemo(() => groupGaps(days), [days]);
  const reasons = getReasons(days);
  const missing = days.filter(({ states }) => [...states.values()].some(isGap));
  return (
    <Section
      title="Gaps"
      {...(missing.length > 0 && { tally: missing.length })}
      hint="Days that lack a snapshot, and why. Gaps can’t be filled later, since Spotify only shows today’s lists."
    >
      {reasons.length === 0 ? (
        <div className="gaps-none">
          <Notice tone="good" title="No gaps">
            <p>Every day has its snapshot.</p>
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
      <OtherReasons except={reasons} />
    </Section>
  );
}

/** The runs shown before “Show more”, which is offered only if it adds more than a few. */
const INITIAL_RUNS = 8;
const EXPANDABLE_RUNS = 10;

interface ReasonEntryProps {
  readonly reason: GapReason;
  /** Newest first. */
  readonly runs: readonly GapRun[];
  readonly isOneRange: boolean;
}

/** One reason and its missing days. */
function ReasonEntry({ reason, runs, isOneRange }: ReasonEntryProps) {
  const [isExpanded, setExpanded] = useState(false);
  const shown = isExpanded || runs.length <= EXPANDABLE_RUNS ? runs : runs.slice(0, INITIAL_RUNS);
  return (
    <li className="reason" id={getReasonAnchor(reason)}>
      <ReasonSummary reason={reason} />
      <div>
        <ul className="runs">
          {shown.map((run) => (
            <li key={`${run.from} ${run.ranges.join()}`}>
              <strong>{formatDayRange(run.from, run.to)}</strong>{' '}
              <span className="soft">
                {formatCount(run.days, 'day')}
                {!isOneRange && run.ranges.length < RANGES.length && `, ${describeRanges(run)}`}
              </span>
            </li>
          ))}
        </ul>
        {runs.length > EXPANDABLE_RUNS && (
          <button type="button" className="button quiet" onClick={() => setExpanded(!isExpanded)}>
            {isExpanded ? 'Show fewer' : `Show ${runs.length - shown.length} more`}
          </button>
        )}
      </div>
    </li>
  );
}

function describeRanges({ ranges }: GapRun): string {
  return `only ${ranges.map((range) => getRange(range).label).join(' and ')}`;
}

/** What a reason means, and what to do. */
function ReasonSummary({ reason }: { readonly reason: GapReason }) {
  const { label, happened, help, link } = REASONS[reason];
  return (
    <div className="reason-text">
      <h3>
        <DayMark state={reason} />
        {label}
      </h3>
      <p>{happened}</p>
      <p className="soft">
        {help} {link && <Link href={link.href}>{link.label}</Link>}
      </p>
    </div>
  );
}

/** The reasons that no gap has so far. */
function OtherReasons({ except }: { readonly except: readonly GapReason[] }) {
  const others = ALL_REASONS.filter((reason) => !except.includes(reason));
  if (others.length === 0) return null;
  return (
    <details className="other-reasons">
      <summary>{except.length === 0 ? 'Reasons for gaps' : 'Other reasons for gaps'}</summary>
      <ul className="reasons">
        {others.map((reason) => (
          <li key={reason} className="reason">
            <ReasonSummary reason={reason} />
          </li>
        ))}
      </ul>
    </details>
  );
}
