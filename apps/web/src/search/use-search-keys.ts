import { useEffect } from 'react';

/** Calls `open` on `/`, except while typing, and on Ctrl-K or Cmd-K, unless a modal dialog is open. */
export function useSearchKeys(open: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isShortcut(event, placeOf(event.target))) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open]);
}

type Keys = Pick<
  KeyboardEvent,
  'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'defaultPrevented'
>;

type Place = 'page' | 'field' | 'modal dialog';

/** Whether a key opens the search. Some keyboards need Shift for `/`. */
export function isShortcut(keys: Keys, place: Place): boolean {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = keys;
  if (place === 'modal dialog' || keys.isComposing || keys.defaultPrevented || altKey) return false;
  if (ctrlKey || metaKey) return ctrlKey !== metaKey && !shiftKey && key.toLowerCase() === 'k';
  return key === '/' && place === 'page';
}

function placeOf(target: EventTarget | null): Place {
  if (document.querySelector('dialog:modal')) return 'modal dialog';
  return isEditable(target) ? 'field' : 'page';
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
