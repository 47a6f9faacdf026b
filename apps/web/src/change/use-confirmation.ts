import { type RefObject, useEffect, useRef, useState } from 'react';

/** The state of an action that asks for confirmation in its own place, and the buttons that take the focus. */
export interface Confirmation {
  readonly isConfirming: boolean;
  readonly ask: () => void;
  readonly cancel: () => void;
  /** The button that asks. It has the focus again after `cancel`. */
  readonly askButton: RefObject<HTMLButtonElement | null>;
  /** The button that confirms. It has the focus after `ask`. */
  readonly confirmButton: RefObject<HTMLButtonElement | null>;
}

/** Asks for confirmation of a destructive action, and keeps the focus where the keyboard expects it. */
export function useConfirmation(): Confirmation {
  const [isConfirming, setConfirming] = useState(false);
  const askButton = useRef<HTMLButtonElement>(null);
  const confirmButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isConfirming) confirmButton.current?.focus();
  }, [isConfirming]);
  const cancel = (): void => {
    setConfirming(false);
    // The button is rendered after this change.
    requestAnimationFrame(() => askButton.current?.focus());
  };
  return { isConfirming, ask: () => setConfirming(true), cancel, askButton, confirmButton };
}
