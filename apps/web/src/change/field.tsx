import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { ChangeProblem } from './change-problem.js';
import './field.css';

/** The attributes that tie an input to its label, hint and error. */
export interface FieldAttributes {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

interface FieldProps {
  readonly label: string;
  /** The argument of the API that the field fills. */
  readonly argument: string;
  readonly hint?: ReactNode;
  readonly problem: ChangeProblem | null;
  readonly children: (attributes: FieldAttributes) => ReactNode;
}

/** The API's error about an argument; null if it has none. */
export function getFieldError(problem: ChangeProblem | null, argument: string) {
  return problem?.kind === 'field' && problem.field === argument ? problem : null;
}

/** A labelled input or select. The API's error about its argument is shown below it, and it takes the focus. */
export function Field({ label, argument, hint, problem, children }: FieldProps) {
  const id = useId();
  const element = useRef<HTMLDivElement>(null);
  const error = getFieldError(problem, argument);
  useEffect(() => {
    if (error) element.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, [error]);
  return (
    <div className="field" ref={element}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-hint`, 'aria-invalid': error !== null })}
      <p id={`${id}-hint`} className={error ? 'wrong' : 'field-hint'}>
        {error?.text ?? hint}
      </p>
    </div>
  );
}
