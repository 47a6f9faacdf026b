import { useSyncExternalStore } from 'react';

/** As in trends.css. */
const QUERY = '(max-width: 36rem)';

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(QUERY);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Whether the window is as narrow as a phone. Layouts whose order differs there keep the order of the focus with it. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(QUERY).matches);
}
