import type { GapReason } from '../graphql/schema-words.js';
import { REASONS } from './reasons.js';

/** A gap's square as the calendar has it. Its name always stands beside it. */
export function ReasonMark({ reason }: { readonly reason: GapReason }) {
  const { kind, mark } = REASONS[reason];
  return (
    <svg className="reason-mark" viewBox="0 0 10 10" aria-hidden="true">
      <rect className={`day gap ${kind}`} x="0.5" y="0.5" width="9" height="9" rx="1.2" />
      <text className={kind} x="5" y="7.5" textAnchor="middle">
        {mark}
      </text>
    </svg>
  );
}
