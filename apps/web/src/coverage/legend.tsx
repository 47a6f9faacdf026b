import type { CoverageDay } from './compute-coverage.js';
import { getUniformState } from './compute-coverage.js';
import { ReasonMark } from './gaps.js';
import { getReasons, PARTLY_RECORDED, REASONS } from './reasons.js';

/** What the squares of the calendar mean, of those that are in it. */
export function Legend({ days }: { readonly days: readonly CoverageDay[] }) {
  const isMixed = days.some(({ states }) => getUniformState(states) === null);
  return (
    <ul className="legend">
      <li>
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <rect className="day" width="10" height="10" rx="1.5" />
        </svg>
        Recorded
      </li>
      {isMixed && (
        <li>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect className="day" width="10" height="2.7" rx="0.6" />
            <rect className="day gap spotify" x="0.5" y="4.15" width="9" height="1.7" />
            <rect className="day" y="7.3" width="10" height="2.7" rx="0.6" />
          </svg>
          {PARTLY_RECORDED}
        </li>
      )}
      {getReasons(days).map((reason) => (
        <li key={reason}>
          <ReasonMark reason={reason} />
          {REASONS[reason].label}
        </li>
      ))}
    </ul>
  );
}
