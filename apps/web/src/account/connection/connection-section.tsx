import { Section } from '../../design/section.js';
import { dateInWords, instantInWords } from '../../words/instant.js';
import { withReturn } from '../../words/failure.js';
import type { Account } from '../account-question.js';
import { STATES, troubleInWords } from './connection-words.js';

interface Props {
  readonly connection: Account['connection'];
  readonly timezone: string;
}

/** How the connection to Spotify stands, until when, and how it is renewed. */
export function ConnectionSection({ connection, timezone }: Props) {
  const { status, authorizedAt, reauthorizeBy, lastErrorAt, lastErrorCode, reconnectUrl } = connection;
  const { label, tone, text } = STATES[status];
  const reconnect = withReturn(reconnectUrl, '/account');
  return (
    <Section title="Connection to Spotify" anchor="connection" hint={text}>
      <div className="panel">
        <dl className="facts-of">
          <div>
            <dt>State</dt>
            <dd>
              <span className={`state ${tone}`}>{label}</span>
            </dd>
          </div>
          <div>
            <dt>Consent given</dt>
            <dd>
              <time dateTime={authorizedAt}>{dateInWords(authorizedAt, timezone)}</time>
            </dd>
          </div>
          <div>
            <dt>{status === 'REAUTHORIZATION_REQUIRED' ? 'Was to end' : 'Ends'}</dt>
            <dd>
              <time dateTime={reauthorizeBy}>{dateInWords(reauthorizeBy, timezone)}</time>
            </dd>
          </div>
          {lastErrorAt !== null && lastErrorCode !== null && (
            <div>
              <dt>Last trouble</dt>
              <dd>
                {troubleInWords(lastErrorCode)},{' '}
                <time dateTime={lastErrorAt}>{instantInWords(lastErrorAt, timezone)}</time>
              </dd>
            </div>
          )}
        </dl>
        <p className="actions">
          <a className={tone === 'urgent' ? 'button' : 'button quiet'} href={reconnect}>
            {tone === 'urgent' ? 'Reconnect' : 'Renew it now'}
          </a>
        </p>
      </div>
    </Section>
  );
}
