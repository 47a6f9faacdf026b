/** What a card shows at the end of an entry: a number of places up or down, or a text. */
export type Mark =
  | { readonly kind: 'up' | 'down'; readonly places: number }
  | { readonly kind: 'text' | 'highlight'; readonly text: string };

/** How an entry of a chart moved since the chart it is compared with. */
interface Movement {
  /** Null if there is nothing to compare. */
  readonly status: 'MOVED_UP' | 'MOVED_DOWN' | 'NEW_ENTRY' | 'RE_ENTRY' | 'NO_CHANGE' | null;
  readonly rankChange: number | null;
}

/** How an entry of a chart moved, as pictures show it. */
export function getMark({ status, rankChange }: Movement): Mark {
  const places = Math.abs(rankChange ?? 0);
  switch (status) {
    case 'MOVED_UP':
      return { kind: 'up', places };
    case 'MOVED_DOWN':
      return { kind: 'down', places };
    case 'NEW_ENTRY':
      return { kind: 'highlight', text: 'new' };
    case 'RE_ENTRY':
      return { kind: 'highlight', text: 'back' };
    case 'NO_CHANGE':
      return { kind: 'text', text: '=' };
    case null:
      return { kind: 'text', text: '' };
  }
}
