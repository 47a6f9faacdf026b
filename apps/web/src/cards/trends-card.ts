import { type CardSize, drawCard } from '#cards';
import { drawBump, type BumpDrawing } from './bump-drawing.js';

export interface TrendsCard extends BumpDrawing {
  readonly kicker: string;
  readonly title: string;
  readonly footnote: string;
}

/** The enlargement of a drawing whose sizes are those of a page. */
export const DRAWING_SCALE = { square: 2, story: 2.1, wide: 1.5 } as const;

/** Draws ranks over time as a card. */
export function drawTrendsCard({ kicker, title, footnote, ...drawing }: TrendsCard, size: CardSize): string {
  return drawCard(size, { kicker, title, footnote }, (box) => drawBump(drawing, box, DRAWING_SCALE[size]));
}
