/** A line without text, in place of one that is loading. */
export const BLANK = '\u00a0';

/** The place of a large picture that is loading. */
export function PortraitPlaceholder() {
  return (
    <span className="artwork large" aria-hidden="true">
      <span className="initials" />
    </span>
  );
}
