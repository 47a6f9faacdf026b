/**
 * Draws cards to share as SVG text, as pure functions without DOM, font or framework. Page and API draw with them, and share
 * the words that both need.
 *
 * - `card.ts`: sizes, frame and tile of every card; `list-card.ts`: the card of a chart or of another list, with
 *   the marks of its entries in `mark.ts`
 * - `svg.ts`, `palette.ts`: elements, text and colours
 * - `text-fit.ts`: text that fits its box
 * - `words.ts`: ranges and similarity in words; initials, folding and direction of names
 */
export { type Box, CARD_SIZE_NAMES, CARD_SIZES, type CardSize, drawCard, drawTile } from './card.js';
export { drawListCard, drawMark, type ListCard } from './list-card.js';
export { getMark } from './mark.js';
export { colourOf, DASHED_FROM, FONT, LINE_COLOURS, PALETTE } from './palette.js';
export { blockHeight, element, svgDocument, text, textBlock } from './svg.js';
export { estimateWidth, fitText } from './text-fit.js';
export {
  describeSimilarity,
  foldText,
  getInitials,
  isolate,
  RANGE_WORDS,
  withoutDirections,
} from './words.js';
