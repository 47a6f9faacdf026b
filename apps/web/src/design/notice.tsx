import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { useAddress } from '../address/use-address.js';
import { describeFailure } from '../words/failure.js';

interface NoticeProps {
  /** `urgent` asks for an action; `good` confirms one. */
  readonly tone: 'calm' | 'good' | 'urgent';
  readonly title: string;
  /** Screen readers announce it at once. */
  readonly isAlert?: boolean;
  readonly children?: ReactNode;
}

/** A box with a message, also used for empty states. */
export function Notice({ tone, title, isAlert = false, children }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} {...(isAlert && { role: tone === 'urgent' ? 'alert' : 'status' })}>
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}

interface FailureProps {
  readonly error: CombinedError;
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
}

/** A failed query: what happened, and a link or button that helps. */
export function Failure({ error, onRetry, isRetrying = false }: FailureProps) {
  const { returnTo } = useAddress();
  const { title, text, action } = describeFailure(error, returnTo);
  return (
    <Notice tone="urgent" title={title} isAlert>
      <p>{text}</p>
      <p className="actions">
        {action && (
          <a className="button" href={action.href}>
            {action.label}
          </a>
        )}
        {!action && onRetry && (
          <button type="button" className="button" onClick={onRetry} disabled={isRetrying}>
            Try again
          </button>
        )}
      </p>
    </Notice>
  );
}
