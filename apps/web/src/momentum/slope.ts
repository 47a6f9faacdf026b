/** Below this place a line does not go down any further. */
const LAST_PLACE = 50;
const MARGIN = 5;
/** The line of those who are not in a list, from below. */
export const GROUND = 4;

export interface SlopeDot {
  readonly x: number;
  readonly y: number;
  /** Not in that list: on the ground line. */
  readonly isOff: boolean;
}

/**
 * The ranks of the three lists as dots from left to right, number one on top, and the lines between those that follow
 * each other; to and from a list without the artist there is none, for the rank there is not known.
 */
export function slopeOf(
  ranks: readonly (number | null)[],
  width: number,
  height: number,
): { dots: SlopeDot[]; lines: string[] } {
  const field = height - 3 * MARGIN;
  const dots = ranks.map((rank, index) => ({
    x: MARGIN + (index * (width - 2 * MARGIN)) / Math.max(1, ranks.length - 1),
    y:
      rank === null
        ? height - GROUND
        : MARGIN + (field * (Math.min(rank, LAST_PLACE) - 1)) / (LAST_PLACE - 1),
    isOff: rank === null,
  }));
  const lines = dots.slice(1).flatMap((dot, index) => {
    const before = dots[index];
    return !before || before.isOff || dot.isOff ? [] : `M${before.x} ${before.y}L${dot.x} ${dot.y}`;
  });
  return { dots, lines };
}
