import { useState } from 'react';
import { assignSlots } from '../bump-chart/slots.js';

/** Slots for these artists, which they keep for as long as the page shows them. */
export function useSlots(ids: readonly string[]): ReadonlyMap<string, number> {
  const [slots, setSlots] = useState(() => assignSlots(new Map(), ids));
  if (slots.size === ids.length && ids.every((id) => slots.has(id))) return slots;
  const next = assignSlots(slots, ids);
  setSlots(next);
  return next;
}
