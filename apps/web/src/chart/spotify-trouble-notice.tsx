import { useEffect, useRef, useState } from 'react';
import { useAddress } from '../address/use-address.js';
import { CopyButton } from '../design/copy-button.js';
import { useViewer } from '../shell/viewer.js';
import { withReturnTo } from '../words/failure.js';
import { formatWait } from '../words/numbers.js';
import { formatCountdown, getAnnouncedSeconds } from './countdown.js';
import { composeOperatorMessage, type SpotifyTrouble } from './spotify-trouble.js';

interface Props {
  readonly trouble: SpotifyTrouble;
  /** When it is tried again, in milliseconds since 1970. */
  readonly retryAt: number;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
}

/** One notice instead of the first chart: why Spotify gives no list, when it is tried again, and who can help. */
export function SpotifyTroubleNotice({ trouble, retryAt, isRetrying, onRetry }: Props) {
  const viewer = useViewer();
  const { returnTo } = useAddress();
  const { title, text, help, code, message } = trouble;
  const operatorMessage = composeOperatorMessage(trouble, {
    origin: window.location.origin,
    displayName: viewer?.displayName ?? null,
    now: new Date(),
  });
  return (
    <section className={`notice ${help === 'time' ? 'calm' : 'urgent'}`} aria-label={title}>
      {/* The countdown is outside, so that only a new reason is announced as an alert. */}
      <div role="alert">
        <p className="notice-title">{title}</p>
        <p>{text}</p>
        {help === 'operator' && <p className="soft">{message}</p>}
      </div>
      <p className="countdown">
        {isRetrying ? 'Asking Spotify…' : <Countdown key={retryAt} until={retryAt} onEnd={onRetry} />}
      </p>
      <p className="actions">
        {help === 'consent' && viewer && (
          <a className="button" href={withReturnTo(viewer.connection.reconnectUrl, returnTo)}>
            Allow access
          </a>
        )}
        {help === 'operator' && <CopyButton label="Copy a message for the operator" text={operatorMessage} />}
        {code !== 'SPOTIFY_RATE_LIMITED' && (
          <button type="button" className="button quiet" onClick={onRetry} disabled={isRetrying}>
            Try again now
          </button>
        )}
      </p>
      {help === 'operator' && (
        <details className="operator-message">
          <summary>See the message</summary>
          <pre>{operatorMessage}</pre>
        </details>
      )}
    </section>
  );
}

interface CountdownProps {
  /** In milliseconds since 1970. */
  readonly until: number;
  readonly onEnd: () => void;
}

/** The time until the next attempt, second by second. Screen readers announce it in larger steps. */
function Countdown({ until, onEnd }: CountdownProps) {
  const [now, setNow] = useState(() => Date.now());
  const end = useRef(onEnd);
  useEffect(() => void (end.current = onEnd));
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) end.current();
    }, 1_000);
    return () => clearInterval(timer);
  }, [until]);
  const seconds = Math.max(0, Math.ceil((until - now) / 1_000));
  return (
    <>
      <span aria-hidden="true">
        Next attempt in <strong>{formatCountdown(seconds)}</strong>
      </span>
      <span className="spoken" role="status">
        Next attempt in {formatWait(getAnnouncedSeconds(seconds))}
      </span>
    </>
  );
}
