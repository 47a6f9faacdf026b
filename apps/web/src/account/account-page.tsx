import { useClient, useQuery } from 'urql';
import { Answer } from '../design/answer.js';
import { Page } from '../design/page.js';
import { WHO } from '../shell/viewer.js';
import { type Account, ACCOUNT, ANEW_AFTER } from './account-question.js';
import './account.css';
import { AccountSkeleton } from './account-skeleton.js';
import { ConnectionSection } from './connection/connection-section.js';
import { LeavingSection } from './leaving/leaving-section.js';
import { PortabilitySection } from './portability/portability-section.js';
import { PauseSection } from './snapshots/pause-section.js';
import { TakeSection } from './snapshots/take-section.js';
import { TokensSection } from './tokens/tokens-section.js';
import { useFragment } from './use-fragment.js';
import { ZoneSection } from './zone/zone-section.js';

/** What a listener can see and change of their own account. */
export function AccountPage() {
  const client = useClient();
  const account = useQuery({ query: ACCOUNT, context: ANEW_AFTER });
  // An import is no operation that the cache would know of.
  const askAnew = (): void => {
    for (const question of [ACCOUNT, WHO]) {
      void client.query(question, {}, { requestPolicy: 'network-only' }).toPromise();
    }
  };
  return (
    <Page title="Account" kicker="What is yours here">
      <Answer to={account} meanwhile={<AccountSkeleton />}>
        {({ viewer }) => viewer && <Sections account={viewer} onImported={askAnew} />}
      </Answer>
    </Page>
  );
}

interface Props {
  readonly account: Account;
  /** A file sets the time zone, and brings days along. */
  readonly onImported: () => void;
}

function Sections({ account, onImported }: Props) {
  useFragment();
  return (
    <div className="account">
      <ConnectionSection connection={account.connection} timezone={account.timezone} />
      <TakeSection account={account} />
      <PauseSection snapshotsPaused={account.snapshotsPaused} />
      <ZoneSection asked={account.timezone} />
      <TokensSection tokens={account.accessTokens} timezone={account.timezone} />
      <PortabilitySection onImported={onImported} />
      <LeavingSection name={account.displayName} />
    </div>
  );
}
