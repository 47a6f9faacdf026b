import { Link } from 'wouter';
import { useAddress } from '../address/search.js';
import { RANGES } from '../words/range.js';

interface Props {
  /** Parameters of the address that mean nothing in another range; they are taken out. */
  readonly without?: readonly string[];
}

/** The three windows of listening, as links that keep the rest of the address. */
export function RangeTabs({ without = [] }: Props) {
  const address = useAddress();
  const dropped = Object.fromEntries(without.map((name) => [name, null]));
  return (
    <nav className="tabs" aria-label="Window of listening">
      {RANGES.map(({ range, inAddress, label, about }) => (
        <Link
          key={range}
          href={address.with({ ...dropped, range: inAddress })}
          aria-current={range === address.range ? 'page' : undefined}
          title={`Ranked by Spotify over ${about}`}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
