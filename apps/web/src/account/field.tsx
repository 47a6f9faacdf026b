import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { ChangeProblem } from '../change/change-problem.js';
import './field.css';

/** What an input needs to be tied to its name, its hint and what is wrong with it. */
export interface FieldTies {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

interface Props {
  readonly label: string;
  /** The argument of the API that the field is for. */
  readonly argument: string;
  readonly hint?: ReactNode;
  readonly problem: ChangeProblem | null;
  readonly children: (ties: FieldTies) => ReactNode;
}

/** A field with its name. What the API finds wrong with it stands below it, and brings the focus back. */
export function Field({ label, argument, hint, problem, children }: Props) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const wrong = problem?.kind === 'field' && problem.field === argument ? problem : null;
  useEffect(() => {
    if (wrong) place.current?.querySelector('input')?.focus();
  }, [wrong]);
  return (
    <div className="field" ref={place}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-more`, 'aria-invalid': wrong !== null })}
      <p id={`${id}-more`} className={wrong ? 'wrong' : 'field-hint'}>
        {wrong?.text ?? hint}
      </p>
    </div>
  );
}
