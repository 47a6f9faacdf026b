import { Link } from 'wouter';
import type { QueryChanges } from '../address/query-string.js';
import { useAddress } from '../address/use-address.js';
import type { TimeRange } from '../graphql/graphql.js';
import { RANGES } from '../words/range.js';

interface Tab {
  readonly label: string;
  /** The parameters of the address that it sets. */
  readonly to: QueryChanges;
  readonly isCurrent: boolean;
  readonly title?: string;
}

interface LinkTabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Wraps on narrow screens, for more tabs than fit one line. */
  readonly areMany?: boolean;
}

/** Tabs that are links and keep the rest of the address. */
export function LinkTabs({ label, tabs, areMany = false }: LinkTabsProps) {
  const address = useAddress();
  return (
    <nav className={areMany ? 'tabs many' : 'tabs'} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          href={address.link(tab.to)}
          aria-current={tab.isCurrent ? 'page' : undefined}
          title={tab.title}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

interface RangeTabsProps {
  /** The selected range. Null selects “All”, which is offered only if `hasAll`. */
  readonly selected: TimeRange | null;
  readonly hasAll?: boolean;
  /** Parameters of the address to remove, since they mean nothing in another range. */
  readonly without?: readonly string[];
}

/** The three ranges as tabs. */
export function RangeTabs({ selected, hasAll = false, without = [] }: RangeTabsProps) {
  const removed = Object.fromEntries(without.map((name) => [name, null]));
  const tabs = RANGES.map(({ range, slug, label, period }) => ({
    label,
    to: { ...removed, range: slug },
    isCurrent: range === selected,
    title: `Ranked by Spotify over ${period}`,
  }));
  const all = { label: 'All', to: { ...removed, range: null }, isCurrent: selected === null };
  return <LinkTabs label="Range" tabs={hasAll ? [all, ...tabs] : tabs} />;
}
