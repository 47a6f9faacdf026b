import { type ComponentProps, type ReactNode, useState } from 'react';
import { type AnyVariables, type OperationContext, type TypedDocumentNode, useMutation } from 'urql';
import { useAddress } from '../address/use-address.js';
import { Notice } from '../design/notice.js';
import { type ChangeProblem, describeChangeProblem } from './change-problem.js';

/** A mutation and the reason for its last failure. */
export interface Change<Data, Variables> {
  /** Resolves to null if the mutation failed; `problem` then has the reason. */
  readonly run: (variables: Variables) => Promise<Data | null>;
  readonly isRunning: boolean;
  readonly problem: ChangeProblem | null;
}

/** Runs a mutation and describes its failure. With `additionalTypenames`, queries of these types are refetched after both. */
export function useChange<Data, Variables extends AnyVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  context?: Pick<OperationContext, 'additionalTypenames'>,
): Change<Data, Variables> {
  const { returnTo } = useAddress();
  const [{ fetching }, execute] = useMutation(mutation);
  const [problem, setProblem] = useState<ChangeProblem | null>(null);
  const run = async (variables: Variables): Promise<Data | null> => {
    setProblem(null);
    const { data, error } = await execute(variables, context);
    if (error) setProblem(describeChangeProblem(error, returnTo));
    return error ? null : (data ?? null);
  };
  return { run, isRunning: fetching, problem };
}

interface BusyButtonProps extends ComponentProps<'button'> {
  readonly isBusy: boolean;
}

/** A button that ignores clicks while busy. Unlike a disabled button it keeps the focus. */
export function BusyButton({ isBusy, onClick, ...rest }: BusyButtonProps) {
  return (
    <button
      type="button"
      className="button"
      {...rest}
      aria-disabled={isBusy}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}

interface OutcomeProps {
  /** The reason for a failure. Problems with one field are shown at that field instead. */
  readonly problem?: ChangeProblem | null;
  /** Shown after a success. */
  readonly children?: ReactNode;
}

/** The outcome of an action. It is always rendered, so that screen readers announce what appears in it. */
export function Outcome({ problem = null, children }: OutcomeProps) {
  return (
    <div className="outcome" aria-live="polite">
      {problem && problem.kind !== 'field' && (
        <Notice tone="urgent" title={problem.failure.title}>
          <p>{problem.failure.text}</p>
          {problem.failure.action && (
            <p className="actions">
              <a className="button" href={problem.failure.action.href}>
                {problem.failure.action.label}
              </a>
            </p>
          )}
        </Notice>
      )}
      {children}
    </div>
  );
}
