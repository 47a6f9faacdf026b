import { type ReactNode, useEffect, useId, useRef } from 'react';

interface PageProps {
  /** The heading, also used for the window's title. */
  readonly title: string;
  /** What the heading shows, if that is not the title. */
  readonly heading?: ReactNode;
  /** Beside the heading. */
  readonly picture?: ReactNode;
  /** A small line above the heading. */
  readonly kicker?: ReactNode;
  readonly lead?: ReactNode;
  /** Filters below the heading, such as ranges and days. */
  readonly controls?: ReactNode;
  /** The head still describes the previous answer, while the next one loads. */
  readonly isBusy?: boolean;
  readonly children: ReactNode;
}

/** Whether a page has been shown since the document was loaded. */
let isNavigation = false;

/** A page below the masthead. Its heading takes the focus after a navigation, so that screen readers announce it. */
export function Page({ title, heading = title, isBusy = false, ...props }: PageProps) {
  const { picture, kicker, lead, controls, children } = props;
  const headingElement = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Headliner`;
  }, [title]);
  useEffect(() => {
    if (isNavigation) {
      window.scrollTo(0, 0);
      headingElement.current?.focus({ preventScroll: true });
    }
    isNavigation = true;
  }, []);
  return (
    <>
      <header className={picture === undefined ? 'page-head' : 'page-head pictured'} aria-busy={isBusy}>
        {picture !== undefined && <div className="page-picture">{picture}</div>}
        {kicker !== undefined && <p className="kicker">{kicker}</p>}
        <h1 ref={headingElement} tabIndex={-1}>
          {heading}
        </h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
        {controls !== undefined && <div className="controls">{controls}</div>}
      </header>
      {children}
    </>
  );
}

interface SectionProps {
  readonly title: string;
  /** The fragment that links to it. */
  readonly anchor?: string;
  /** A count beside the title. */
  readonly tally?: number;
  /** One or two sentences about what the section shows. */
  readonly hint?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** A part of a page, with a rule above it. */
export function Section({ title, anchor, tally, hint, children }: SectionProps) {
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
