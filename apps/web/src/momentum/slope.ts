/** Ranks below this one are drawn at its height. */
const LAST_RANK = 50;
const MARGIN = 5;
/** The distance of the ground line from the bottom; artists that are not in a list are drawn on it. */
export const GROUND = 4;

/** The size of a slope in a row, in pixels. */
export const SLOPE = { width: 72, height: 36 } as const;

export interface SlopeDot {
  readonly x: number;
  readonly y: number;
  /** The artist is not in that list. */
  readonly isOff: boolean;
}

/** Dots for the ranks from left to right, number one on top, and lines between neighbours that are both ranked. */
export function getSlope(
  ranks: readonly (number | null)[],
  width: number,
  height: number,
): { dots: SlopeDot[]; lines: string[] } {
  const field = height - 3 * MARGIN;
  const dots = ranks.map((rank, index) => ({
    x: MARGIN + (index * (width - 2 * MARGIN)) / Math.max(1, ranks.length - 1),
    y: rank === null ? height - GROUND : MARGIN + (field * (Math.min(rank, LAST_RANK) - 1)) / (LAST_RANK - 1),
    isOff: rank === null,
  }));
  const lines = dots.slice(1).flatMap((dot, index) => {
    const before = dots[index];
    return !before || before.isOff || dot.isOff ? [] : `M${before.x} ${before.y}L${dot.x} ${dot.y}`;
  });
  return { dots, lines };
}
