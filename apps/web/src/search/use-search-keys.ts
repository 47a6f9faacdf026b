import { useEffect } from 'react';

/** Calls `open` on `/`, except while typing, and on Ctrl-K or Cmd-K, everywhere on the page. */
export function useSearchKeys(open: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isShortcut(event, isEditable(event.target))) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open]);
}

type Keys = Pick<
  KeyboardEvent,
  'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'isComposing' | 'defaultPrevented'
>;

/** Whether a key opens the search. `isTyping` is true in fields, in which `/` is a character. */
export function isShortcut(keys: Keys, isTyping: boolean): boolean {
  const { key, altKey, ctrlKey, metaKey } = keys;
  if (keys.isComposing || keys.defaultPrevented || altKey) return false;
  if (ctrlKey || metaKey) return ctrlKey !== metaKey && key.toLowerCase() === 'k';
  return key === '/' && !isTyping;
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
