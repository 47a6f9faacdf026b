/** Where labels may stand: their middles between `top` and `bottom`, each `height` high. All in CSS pixels. */
export interface LabelRoom {
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
}

/**
 * Moves labels apart so that none covers another, each as little as possible (least squares), in the order in which
 * they want to stand. Where there is no room for all of them they stand evenly and overlap.
 *
 * Without their own heights, the heights of those above, positions only have to be in order; the nearest such positions
 * are found by pooling neighbours that are not (isotonic regression).
 *
 * @param wanted where the middle of each label would best be; the answer is in the same order
 */
export function spreadLabels(wanted: readonly number[], room: LabelRoom): number[] {
  const count = wanted.length;
  const apart = count > 1 ? Math.min(room.height, (room.bottom - room.top) / (count - 1)) : 0;
  const order = wanted.map((_, index) => index).sort((a, b) => at(wanted, a) - at(wanted, b) || a - b);

  const pools: { sum: number; size: number }[] = [];
  order.forEach((index, place) => {
    let pool = { sum: at(wanted, index) - place * apart, size: 1 };
    for (let above = pools.at(-1); above && mean(above) > mean(pool); above = pools.at(-1)) {
      pool = { sum: above.sum + pool.sum, size: above.size + pool.size };
      pools.pop();
    }
    pools.push(pool);
  });

  const highest = room.top;
  const lowest = room.bottom - Math.max(0, count - 1) * apart;
  const positions = Array.from<number>({ length: count });
  pools
    .flatMap((pool) => Array.from({ length: pool.size }, () => mean(pool)))
    .forEach((position, place) => {
      positions[at(order, place)] = Math.min(Math.max(position, highest), lowest) + place * apart;
    });
  return positions;
}

function mean({ sum, size }: { sum: number; size: number }): number {
  return sum / size;
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}
