import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { CopyButton } from '../../design/copy-button.js';
import { describeShare } from './share-text.js';
import type { Share } from './shares.queries.js';

interface LinkReadyProps {
  readonly share: Share;
  readonly timezone: string;
  /** A new link takes the focus, since the button that created it is gone. */
  readonly isNew: boolean;
}

/** Shows a link to copy or open, and describes what it shows. */
export function LinkReady({ share, timezone, isNew }: LinkReadyProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNew) field.current?.focus();
  }, [isNew]);
  return (
    <div className="link-ready">
      <input
        ref={field}
        type="text"
        readOnly
        aria-label="Link"
        value={share.url}
        onFocus={({ target }) => target.setSelectionRange(0, target.value.length, 'backward')}
      />
      <p className="share-actions">
        <CopyButton className="button" text={share.url} label="Copy link" />
        <a className="button quiet" href={share.url} target="_blank" rel="noopener">
          Open<span className="spoken"> (new tab)</span>
        </a>
      </p>
      <p>{describeShare(share, timezone)}</p>
      <p className="soft">
        To end it earlier, revoke it in your account under <Link href="/account#shares">Shares</Link>.
      </p>
    </div>
  );
}
