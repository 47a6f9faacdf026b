/** The maximum number of artists in a chart: more lines can't be distinguished. */
export const MAX_LINES = 10;

/**
 * Gives each artist a slot from 0, which sets the colour, dashes and mark of its line. Artists keep their slots while
 * others are added and removed; a new artist takes the first free one.
 */
export function assignSlots(
  before: ReadonlyMap<string, number>,
  ids: readonly string[],
): ReadonlyMap<string, number> {
  const taken = ids.flatMap((id) => before.get(id) ?? []);
  const free = Array.from({ length: ids.length + taken.length }, (_, slot) => slot).filter(
    (slot) => !taken.includes(slot),
  );
  return new Map(ids.map((id) => [id, before.get(id) ?? free.shift() ?? 0]));
}
