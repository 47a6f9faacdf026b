import { useState } from 'react';
import { Link } from 'wouter';
import type { GapReason } from '../graphql/schema-words.js';
import { count } from '../words/count.js';
import { RANGES, wordsOf } from '../words/range.js';
import type { GapRun } from './gap-runs.js';
import { ReasonMark } from './reason-mark.js';
import { REASONS } from './reasons.js';
import { spanInWords } from './span-in-words.js';

/** So many, unless it is hardly more. */
const SHOWN_AT_FIRST = 8;
const HARDLY_MORE = 10;

interface Props {
  readonly reason: GapReason;
  /** Newest first. */
  readonly runs: readonly GapRun[];
  readonly isOneRange: boolean;
}

/** One reason, and the days that are missing for it. */
export function ReasonEntry({ reason, runs, isOneRange }: Props) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole || runs.length <= HARDLY_MORE ? runs : runs.slice(0, SHOWN_AT_FIRST);
  return (
    <li className="reason">
      <ReasonText reason={reason} />
      <div>
        <ul className="runs">
          {shown.map((run) => (
            <li key={`${run.from} ${run.ranges.join()}`}>
              <strong>{spanInWords(run.from, run.to)}</strong>{' '}
              <span className="soft">
                {count(run.days, 'day')}
                {!isOneRange && run.ranges.length < RANGES.length && `, ${onlyInWords(run)}`}
              </span>
            </li>
          ))}
        </ul>
        {runs.length > HARDLY_MORE && (
          <button type="button" className="button quiet" onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Show fewer' : `Show ${runs.length - shown.length} more`}
          </button>
        )}
      </div>
    </li>
  );
}

function onlyInWords({ ranges }: GapRun): string {
  const labels = ranges.map((range) => `“${wordsOf(range).label}”`);
  return `only the ${labels.length === 1 ? 'list' : 'lists'} ${labels.join(' and ')}`;
}

/** What a reason means, and what to do about it. */
export function ReasonText({ reason }: { readonly reason: GapReason }) {
  const { label, happened, help, link } = REASONS[reason];
  return (
    <div className="reason-text">
      <h3>
        <ReasonMark reason={reason} />
        {label}
      </h3>
      <p>{happened}</p>
      <p className="soft">
        {help} {link && <Link href={link.href}>{link.label}</Link>}
      </p>
    </div>
  );
}
