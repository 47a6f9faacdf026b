/** Which part of a list is wanted, as Relay's cursor connections say it. */
export interface Window<Cursor> {
  /** At most so many of its beginning; of its end. Both may be given: `first` cuts before `last` does. */
  readonly first: number | null;
  readonly last: number | null;
  /** Only what comes after this cursor; before this one. */
  readonly after: Cursor | null;
  readonly before: Cursor | null;
}

/** A part of a list without holes, and whether the list goes on beyond its ends. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
}

/**
 * Cuts a page out of a list. Cursors are places in its order: one whose item has gone, or was never there, works as well.
 *
 * @param items in their order
 * @param order where an item stands to a cursor: negative before it, 0 at it, positive after it
 */
export function pageOf<Item, Cursor>(
  items: readonly Item[],
  order: (item: Item, cursor: Cursor) => number,
  { first, last, after, before }: Window<Cursor>,
): Page<Item> {
  const start = after === null ? 0 : countWhile(items, (item) => order(item, after) <= 0);
  const until = before === null ? items.length : countWhile(items, (item) => order(item, before) < 0);
  const end = Math.min(Math.max(start, until), first === null ? Infinity : start + first);
  const begin = last === null ? start : Math.max(start, end - last);
  return {
    items: items.slice(begin, end),
    hasPreviousPage: begin > 0,
    hasNextPage: end < items.length,
  };
}

/** How many items there are from the beginning until the first that does not hold; none after that one holds. */
function countWhile<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  const index = items.findIndex((item) => !holds(item));
  return index === -1 ? items.length : index;
}
