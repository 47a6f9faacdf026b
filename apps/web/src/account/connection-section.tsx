import { Section } from '../design/page.js';
import { When } from '../design/when.js';
import type { ConnectionStatus } from '../graphql/graphql.js';
import { withReturnTo } from '../words/failure.js';
import type { Account } from './account.queries.js';

interface StatusText {
  readonly label: string;
  readonly tone: 'good' | 'urgent';
  readonly text: string;
}

const STATUSES: Readonly<Record<ConnectionStatus, StatusText>> = {
  ACTIVE: {
    label: 'Connected',
    tone: 'good',
    text: 'Headliner can read your top artists and nothing else. Spotify asks for your consent every six months.',
  },
  EXPIRING_SOON: {
    label: 'Ends soon',
    tone: 'urgent',
    text: 'Spotify asks for your consent every six months. Reconnect before then so that no day is missing.',
  },
  REAUTHORIZATION_REQUIRED: {
    label: 'Ended',
    tone: 'urgent',
    text: 'Spotify no longer accepts your consent. Reconnect to record new days; your history is safe.',
  },
};

const ERRORS: Readonly<Record<string, string>> = {
  SPOTIFY_REAUTHORIZATION_REQUIRED: 'Spotify ended the connection',
  SPOTIFY_RATE_LIMITED: 'Spotify limited requests',
  SPOTIFY_NOT_PERMITTED: 'Spotify refused access to your account',
  SPOTIFY_MISCONFIGURED: 'Spotify rejected the settings of this instance',
  SPOTIFY_UNAVAILABLE: 'Spotify gave no usable answer',
};

interface ConnectionSectionProps {
  readonly connection: Account['connection'];
  readonly timezone: string;
}

/** The connection to Spotify: its status, when it ends, and a link to reconnect. */
export function ConnectionSection({ connection, timezone }: ConnectionSectionProps) {
  const { status, authorizedAt, reauthorizeBy, lastErrorAt, lastErrorCode, reconnectUrl } = connection;
  const { label, tone, text } = STATUSES[status];
  return (
    <Section title="Connection to Spotify" anchor="connection" hint={text}>
      <div className="panel">
        <dl className="facts-of">
          <div>
            <dt>Status</dt>
            <dd>
              <span className={`state ${tone}`}>{label}</span>
            </dd>
          </div>
          <div>
            <dt>Consent given</dt>
            <dd>
              <When instant={authorizedAt} timezone={timezone} isDate />
            </dd>
          </div>
          <div>
            <dt>{status === 'REAUTHORIZATION_REQUIRED' ? 'Consent was valid until' : 'Reconnect by'}</dt>
            <dd>
              <When instant={reauthorizeBy} timezone={timezone} isDate />
            </dd>
          </div>
          {lastErrorAt !== null && lastErrorCode !== null && (
            <div>
              <dt>Last error</dt>
              <dd>
                {ERRORS[lastErrorCode] ?? 'Something went wrong'},{' '}
                <When instant={lastErrorAt} timezone={timezone} />
              </dd>
            </div>
          )}
        </dl>
        <p className="actions">
          <a
            className={tone === 'urgent' ? 'button' : 'button quiet'}
            href={withReturnTo(reconnectUrl, '/account')}
          >
            Reconnect
          </a>
        </p>
      </div>
    </Section>
  );
}
