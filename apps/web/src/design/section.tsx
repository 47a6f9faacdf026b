import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  /** Where addresses with this fragment lead. */
  readonly anchor?: string;
  /** How many there are, beside the title. */
  readonly tally?: number;
  /** What the section shows and how it is reckoned, in one sentence. */
  readonly hint?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** A part of a page, with a rule above it. */
export function Section({ title, anchor, tally, hint, children }: Props) {
  const id = useId();
  return (
    <section className="section" id={anchor} aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {tally !== undefined && <span className="tally"> {tally}</span>}
      </h2>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {children}
    </section>
  );
}
