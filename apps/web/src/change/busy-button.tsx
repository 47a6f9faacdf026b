import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  /** What it began is under way. */
  readonly isBusy: boolean;
}

/** A button that does nothing while it is busy, and keeps the focus all the same, which a disabled one would lose. */
export function BusyButton({ isBusy, onClick, ...rest }: Props) {
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
