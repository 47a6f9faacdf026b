import { useEffect, useRef } from 'react';
import { dateInWords } from '../../words/instant.js';
import { CopyButton } from './copy-button.js';
import { curlExample } from './curl-example.js';
import type { NewToken as Made } from './token-changes.js';

interface Props {
  readonly made: Made;
  readonly timezone: string;
  readonly onDone: () => void;
}

/** A token that was just made. It has the focus: nothing shows it again. */
export function NewToken({ made, timezone, onDone }: Props) {
  const title = useRef<HTMLParagraphElement>(null);
  useEffect(() => title.current?.focus(), [made]);
  const example = curlExample(window.location.origin, made.secret);
  const { name, scope, expiresAt } = made.accessToken;
  return (
    <div className="notice good new-token">
      <p className="notice-title" tabIndex={-1} ref={title}>
        “{name}” is ready. Copy it now: it is shown this once.
      </p>
      <p className="soft">
        {scope === 'READ' ? 'It reads' : 'It reads and writes'}, until {dateInWords(expiresAt, timezone)}.
      </p>
      <pre className="secret">
        <code>{made.secret}</code>
      </pre>
      <p>
        <CopyButton text={made.secret} label="Copy the token" />
      </p>
      <p>For a try in a terminal:</p>
      <pre tabIndex={0} aria-label="A try with curl">
        <code>{example}</code>
      </pre>
      <p className="actions">
        <CopyButton text={example} label="Copy the commands" />
      </p>
      <p>
        <button type="button" className="button" onClick={onDone}>
          I have copied it
        </button>
      </p>
    </div>
  );
}
