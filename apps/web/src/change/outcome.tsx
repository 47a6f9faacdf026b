import type { ReactNode } from 'react';
import { Notice } from '../design/notice.js';
import type { ChangeProblem } from './change-problem.js';

interface Props {
  /** What went wrong. What is wrong with one field stands at that field. */
  readonly problem?: ChangeProblem | null;
  /** What worked. */
  readonly children?: ReactNode;
}

/** What came of something that was asked for. It is there before that, so that screen readers say what appears in it. */
export function Outcome({ problem = null, children }: Props) {
  return (
    <div className="outcome" aria-live="polite">
      {problem?.kind === 'other' && (
        <Notice tone="urgent" title={problem.words.title}>
          <p>{problem.words.text}</p>
          {problem.words.wayOn && (
            <p className="actions">
              <a className="button" href={problem.words.wayOn.href}>
                {problem.words.wayOn.label}
              </a>
            </p>
          )}
        </Notice>
      )}
      {children}
    </div>
  );
}
