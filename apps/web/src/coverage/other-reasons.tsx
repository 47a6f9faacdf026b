import type { GapReason } from '../graphql/schema-words.js';
import { ReasonText } from './reason-entry.js';
import { ALL_REASONS } from './reasons.js';

/** The reasons that no day has so far. */
export function OtherReasons({ without }: { readonly without: readonly GapReason[] }) {
  const others = ALL_REASONS.filter((reason) => !without.includes(reason));
  if (others.length === 0) return null;
  return (
    <details className="other-reasons">
      <summary>{without.length === 0 ? 'What a gap can come from' : 'What else a gap can come from'}</summary>
      <ul className="reasons">
        {others.map((reason) => (
          <li key={reason} className="reason">
            <ReasonText reason={reason} />
          </li>
        ))}
      </ul>
    </details>
  );
}
