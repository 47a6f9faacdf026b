import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  /** Names the page, in its heading and in the window's title. */
  readonly title: string;
  /** A small line above the heading. */
  readonly kicker?: ReactNode;
  readonly lead?: ReactNode;
  /** What chooses what the page shows: ranges, days. Stands below the heading. */
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

/** Whether some page has been shown since the document was loaded. */
let hasArrived = false;

/** A page below the masthead. After a change of page its heading takes the focus, so that screen readers say it. */
export function Page({ title, kicker, lead, controls, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Headliner`;
  }, [title]);
  useEffect(() => {
    if (hasArrived) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    hasArrived = true;
  }, []);
  return (
    <>
      <header className="page-head">
        {kicker !== undefined && <p className="kicker">{kicker}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
        {controls !== undefined && <div className="controls">{controls}</div>}
      </header>
      {children}
    </>
  );
}
