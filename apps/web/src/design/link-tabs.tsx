import { Link } from 'wouter';
import type { Changes } from '../address/changed.js';
import { useAddress } from '../address/search.js';

interface Tab {
  readonly label: string;
  /** What it changes in the address. */
  readonly to: Changes;
  readonly isCurrent: boolean;
  readonly title?: string;
}

interface Props {
  /** What is chosen between. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Too many for one line on a narrow screen: each stands alone. */
  readonly areMany?: boolean;
}

/** A few views of a page, one of them shown, as links that keep the rest of the address. */
export function LinkTabs({ label, tabs, areMany = false }: Props) {
  const address = useAddress();
  return (
    <nav className={areMany ? 'tabs many' : 'tabs'} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          href={address.with(tab.to)}
          aria-current={tab.isCurrent ? 'page' : undefined}
          title={tab.title}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
