import { useEffect } from 'react';

/** Brings what the address's fragment names into view and focus, once it is there. */
export function useFragment(): void {
  useEffect(() => {
    const id = window.location.hash.slice(1);
    const heading = id === '' ? null : document.getElementById(id)?.querySelector('h2');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  }, []);
}
