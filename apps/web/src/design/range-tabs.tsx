import { useAddress } from '../address/search.js';
import { RANGES } from '../words/range.js';
import { LinkTabs } from './link-tabs.js';

interface Props {
  /** Parameters of the address that mean nothing in another range; they are taken out. */
  readonly without?: readonly string[];
}

/** The three windows of listening, as links that keep the rest of the address. */
export function RangeTabs({ without = [] }: Props) {
  const address = useAddress();
  const dropped = Object.fromEntries(without.map((name) => [name, null]));
  return (
    <LinkTabs
      label="Window of listening"
      tabs={RANGES.map(({ range, inAddress, label, about }) => ({
        label,
        to: { ...dropped, range: inAddress },
        isCurrent: range === address.range,
        title: `Ranked by Spotify over ${about}`,
      }))}
    />
  );
}
