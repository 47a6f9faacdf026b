import { useState } from 'react';
import { type AnyVariables, type TypedDocumentNode, useMutation } from 'urql';
import { useAddress } from '../address/search.js';
import { type ChangeProblem, changeProblem } from './change-problem.js';

/** A mutation, and why it was refused the last time. */
export interface Change<Data, Variables> {
  /** Answers null where it was refused; `problem` then says why. */
  readonly run: (variables: Variables) => Promise<Data | null>;
  readonly isRunning: boolean;
  readonly problem: ChangeProblem | null;
}

export function useChange<Data, Variables extends AnyVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
): Change<Data, Variables> {
  const { here } = useAddress();
  const [{ fetching }, execute] = useMutation(mutation);
  const [problem, setProblem] = useState<ChangeProblem | null>(null);
  const run = async (variables: Variables): Promise<Data | null> => {
    setProblem(null);
    const { data, error } = await execute(variables);
    if (error) setProblem(changeProblem(error, here));
    return error ? null : (data ?? null);
  };
  return { run, isRunning: fetching, problem };
}
