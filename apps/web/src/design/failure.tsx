import type { CombinedError } from 'urql';
import { useAddress } from '../address/search.js';
import { failureWords } from '../words/failure.js';
import { Notice } from './notice.js';

interface Props {
  readonly error: CombinedError;
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
}

/** What went wrong, and the way on. */
export function Failure({ error, onRetry, isRetrying = false }: Props) {
  const { here } = useAddress();
  const { title, text, wayOn } = failureWords(error, here);
  return (
    <Notice tone="urgent" title={title} isAlert>
      <p>{text}</p>
      <p className="actions">
        {wayOn && (
          <a className="button" href={wayOn.href}>
            {wayOn.label}
          </a>
        )}
        {!wayOn && onRetry && (
          <button type="button" className="button" onClick={onRetry} disabled={isRetrying}>
            Try again
          </button>
        )}
      </p>
    </Notice>
  );
}
