import { type Box, type CardSize, drawCard, drawTile, fitText, PALETTE, textBlock } from '#cards';
import { drawBump, type BumpDrawing } from './bump-drawing.js';
import { DRAWING_SCALE } from './trends-card.js';

export interface ArtistCard extends BumpDrawing {
  readonly id: string;
  readonly name: string;
  readonly kicker: string;
  readonly footnote: string;
  /** Two to four figures: `Peak`, `No. 1`. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** Draws one artist as a card: a tile, figures, and the ranks over time. */
export function drawArtistCard(artist: ArtistCard, size: CardSize): string {
  const { kicker, name, footnote } = artist;
  return drawCard(size, { kicker, title: name, footnote }, (box) => {
    const isWide = size === 'wide';
    const side = isWide ? 140 : size === 'story' ? 300 : 190;
    const facts = isWide
      ? { x: box.x, y: box.y + side + 20, width: side * 2.1, height: box.height - side - 20 }
      : { x: box.x + side + 40, y: box.y, width: box.width - side - 40, height: side };
    const drawing = isWide
      ? { ...box, x: box.x + side * 2.1 + 40, width: box.width - side * 2.1 - 40 }
      : { ...box, y: box.y + side + 30, height: box.height - side - 30 };
    return [
      drawTile(artist, box.x, box.y, side),
      drawFacts(artist.facts, facts, isWide ? 1 : 2),
      drawBump(artist, drawing, DRAWING_SCALE[size]),
    ].join('');
  });
}

function drawFacts(facts: ArtistCard['facts'], { x, y, width, height }: Box, columns: number): string {
  const cell = { width: width / columns, height: height / Math.ceil(facts.length / columns) };
  return facts
    .map(({ label, value }, index) => {
      const left = x + (index % columns) * cell.width;
      const middle = y + (Math.floor(index / columns) + 0.5) * cell.height;
      const room = cell.width - 20;
      const big = fitText(value, { width: room, size: Math.min(48, cell.height * 0.45), minSize: 20 });
      const small = fitText(label, { width: room, size: Math.min(24, cell.height * 0.25), minSize: 14 });
      return [
        textBlock(big, { x: left, middle: middle - small.size * 0.6, fill: PALETTE.ink, weight: 800 }),
        textBlock(small, { x: left, middle: middle + big.size * 0.6, fill: PALETTE.soft }),
      ].join('');
    })
    .join('');
}
