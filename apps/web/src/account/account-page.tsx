import { useEffect } from 'react';
import { useClient, useQuery } from 'urql';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { QueryResult } from '../design/query-result.js';
import { VIEWER } from '../shell/viewer.js';
import './account.css';
import { type Account, ACCOUNT, REFETCH_CONTEXT } from './account.queries.js';
import { ConnectionSection } from './connection-section.js';
import { DataSection } from './data-section.js';
import { LeavingSection } from './leaving-section.js';
import { PastSection } from './past/past-section.js';
import { PauseSection, TakeSection } from './snapshot-sections.js';
import { SharesSection } from './shares/shares-section.js';
import { TokensSection } from './tokens/tokens-section.js';
import { ZoneSection } from './zone/zone-section.js';

/** The listener's connection, settings, shares, access tokens and data. */
export function AccountPage() {
  const client = useClient();
  const query = useQuery({ query: ACCOUNT, context: REFETCH_CONTEXT });
  // An import goes past urql's cache.
  const refetch = (): void => {
    for (const document of [ACCOUNT, VIEWER]) {
      void client.query(document, {}, { requestPolicy: 'network-only' }).toPromise();
    }
  };
  return (
    <Page title="Account" kicker="Connection, settings and data">
      <QueryResult query={query} placeholder={<AccountSkeleton />}>
        {({ viewer }) => viewer && <Sections account={viewer} onImported={refetch} />}
      </QueryResult>
      <OpenQuery document={ACCOUNT} />
    </Page>
  );
}

interface SectionsProps {
  readonly account: Account;
  /** An import changes the time zone and the reconstruction. */
  readonly onImported: () => void;
}

function Sections({ account, onImported }: SectionsProps) {
  useFragment();
  return (
    <div className="account">
      <ConnectionSection connection={account.connection} timezone={account.timezone} />
      <TakeSection account={account} />
      <PauseSection snapshotsPaused={account.snapshotsPaused} />
      <ZoneSection timezone={account.timezone} />
      <PastSection account={account} onImported={onImported} />
      <SharesSection shares={account.shares} timezone={account.timezone} />
      <TokensSection tokens={account.accessTokens} timezone={account.timezone} />
      <DataSection />
      <LeavingSection name={account.displayName} />
    </div>
  );
}

/** Scrolls to the section that the address's fragment names, and focuses its heading. */
function useFragment(): void {
  useEffect(() => {
    const id = window.location.hash.slice(1);
    const heading = id === '' ? null : document.getElementById(id)?.querySelector('h2');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  }, []);
}

/** The placeholder of the page. */
function AccountSkeleton() {
  return (
    <section className="skeleton" role="status">
      <span className="spoken">Loading</span>
      <ul className="account-placeholder" aria-hidden="true">
        {['1', '2', '3', '4'].map((section) => (
          <li key={section}>
            <span className="blank" />
            <span className="blank" />
          </li>
        ))}
      </ul>
    </section>
  );
}
