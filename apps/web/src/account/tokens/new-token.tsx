import { useEffect, useRef } from 'react';
import { CopyButton } from '../../design/copy-button.js';
import { formatDate } from '../../words/instants.js';
import type { CreatedToken } from '../account.queries.js';
import { curlExample } from './curl-example.js';

interface NewTokenProps {
  readonly created: CreatedToken;
  readonly timezone: string;
  readonly onDone: () => void;
}

/** A new access token with its secret. It takes the focus, since the secret is never shown again. */
export function NewToken({ created, timezone, onDone }: NewTokenProps) {
  const title = useRef<HTMLParagraphElement>(null);
  useEffect(() => title.current?.focus(), [created]);
  const example = curlExample(window.location.origin, created.secret);
  const { name, scope, expiresAt } = created.accessToken;
  return (
    <div className="notice good new-token">
      <p className="notice-title" tabIndex={-1} ref={title}>
        “{name}” is ready. Copy it now: it won’t be shown again.
      </p>
      <p className="soft">
        Access: {scope === 'READ' ? 'read' : 'read and write'}. Expires: {formatDate(expiresAt, timezone)}.
      </p>
      <pre className="secret">
        <code>{created.secret}</code>
      </pre>
      <p>
        <CopyButton text={created.secret} label="Copy token" />
      </p>
      <p>Try it in a terminal:</p>
      <pre tabIndex={0} aria-label="Example with curl">
        <code>{example}</code>
      </pre>
      <p className="actions">
        <CopyButton text={example} label="Copy commands" />
      </p>
      <p>
        <button type="button" className="button" onClick={onDone}>
          Done
        </button>
      </p>
    </div>
  );
}
