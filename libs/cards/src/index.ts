/**
 * Draws cards to share as SVG text, as pure functions without DOM, font or framework: the page and the API draw with them.
 *
 * - `card.ts`: sizes, frame and tile of every card; `list-card.ts`: the card of a chart or of another list
 * - `svg.ts`, `palette.ts`: elements, text and colours
 * - `text-fit.ts`, `name-text.ts`: text that fits its box, names as initials, in their direction, and for comparing
 */
export { type Box, CARD_SIZE_NAMES, CARD_SIZES, type CardSize, drawCard, drawTile } from './card.js';
export { drawListCard, drawMark, type ListCard, type Mark } from './list-card.js';
export { foldText, getInitials, isolate } from './name-text.js';
export { colourOf, DASHED_FROM, FONT, LINE_COLOURS, PALETTE } from './palette.js';
export { blockHeight, element, svgDocument, text, textBlock } from './svg.js';
export { estimateWidth, fitText } from './text-fit.js';
