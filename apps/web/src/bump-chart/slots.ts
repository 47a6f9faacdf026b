/** How many artists a chart shows at most: more lines cannot be told apart. */
export const MOST_LINES = 10;

/**
 * Gives each artist a slot from 0, by which a line has its colour, dashes and mark. Who had one keeps it, whoever else
 * comes and goes; a newcomer takes the first that is free.
 */
export function assignSlots(
  before: ReadonlyMap<string, number>,
  ids: readonly string[],
): ReadonlyMap<string, number> {
  const kept = ids.flatMap((id) => before.get(id) ?? []);
  const free = Array.from({ length: ids.length + kept.length }, (_, slot) => slot).filter(
    (slot) => !kept.includes(slot),
  );
  return new Map(ids.map((id) => [id, before.get(id) ?? free.shift() ?? 0]));
}
