import { Link } from 'wouter';
import { useAddress } from '../address/search.js';
import type { TimeRange } from '../graphql/schema-words.js';
import { RANGES } from '../words/range.js';

/** All three ranges, or one of them. */
export function WhichRanges({ chosen }: { readonly chosen: TimeRange | null }) {
  const address = useAddress();
  const tabs = [{ range: null, inAddress: null, label: 'All' }, ...RANGES];
  return (
    <nav className="tabs which-ranges" aria-label="Window of listening">
      {tabs.map(({ range, inAddress, label }) => (
        <Link
          key={label}
          href={address.with({ range: inAddress })}
          aria-current={range === chosen ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
