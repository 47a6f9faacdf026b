import { type Frame, getPeriodWidth } from './frame.js';
import { isReconstructed, type RankPoint } from './series.js';

/** The part of a chart whose snapshots are reconstructed, in the pixels of its frame. */
export interface ReconstructedPart {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Where the recorded part begins; null if there is none. */
  readonly seam: number | null;
  /** Above the lines, so that the drawing explains itself. It begins at `x`. */
  readonly label: { readonly x: number; readonly y: number; readonly text: string };
}

/** Above the first rank. */
const ABOVE = 8;
const LABEL_Y = 8;
/** The room for the label, and its distance to the seam. */
const LABEL_WIDTH = 88;
const LABEL_GAP = 5;

/** Lays out the reconstructed part, from its first period through its last. Null if no period is reconstructed. */
export function getReconstructedPart(points: readonly RankPoint[], frame: Frame): ReconstructedPart | null {
  const first = points.findIndex(isReconstructed);
  if (first === -1) return null;
  const last = points.findLastIndex(isReconstructed);
  const half = getPeriodWidth(frame) / 2;
  const begin = Math.max(frame.left, frame.x(first) - half);
  const end = Math.min(frame.right, frame.x(last) + half);
  const hasRoom = end - begin >= LABEL_WIDTH;
  return {
    box: { x: begin, y: frame.top - ABOVE, width: end - begin, height: frame.offChart - frame.top + ABOVE },
    seam: last < points.length - 1 ? end : null,
    label: hasRoom
      ? { x: begin, y: LABEL_Y, text: 'Reconstructed' }
      : { x: end + LABEL_GAP, y: LABEL_Y, text: '← Reconstructed' },
  };
}
