import { colourOf, PALETTE } from './palette.js';
import { blockHeight, element, svgDocument, text, textBlock } from './svg.js';
import { fitText } from './text-fit.js';
import { getInitials } from './words.js';

/** The sizes of cards in pixels that a reader can choose from, in the order in which they are offered. */
export const CARD_SIZES = {
  square: { label: 'Square', width: 1080, height: 1080, padding: 64, top: 64, title: 60 },
  story: { label: 'Story', width: 1080, height: 1920, padding: 72, top: 150, title: 72 },
  wide: { label: 'Wide', width: 1200, height: 675, padding: 52, top: 44, title: 44 },
} as const;

export type CardSize = keyof typeof CARD_SIZES;

export const CARD_SIZE_NAMES = Object.keys(CARD_SIZES).filter((name): name is CardSize => name in CARD_SIZES);

/** The size of the picture that other sites show for a link: a wide card, a little less high. */
const PREVIEW = { width: 1200, height: 630, padding: 52, top: 36, title: 42 } as const;

const SIZES = { ...CARD_SIZES, preview: PREVIEW } as const;

/** All sizes in which a card can be drawn. */
export type DrawnSize = keyof typeof SIZES;

/** Whether a size has room beside the first entry, not below it. */
export function isLandscape(size: DrawnSize): boolean {
  return SIZES[size].width > SIZES[size].height;
}

/** A part of a card in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface CardText {
  /** A small line above the title. */
  readonly kicker: string;
  readonly title: string;
  /** At the bottom: what the figures are. */
  readonly footnote: string;
}

const BAR = 14;
const FOOTER = 76;

/** Draws a card: a picture to keep, as an SVG document. The body is drawn into the box between title and footer. */
export function drawCard(size: DrawnSize, words: CardText, drawBody: (box: Box) => string): string {
  const { width, height, padding, top, title } = SIZES[size];
  const room = width - 2 * padding;
  const kicker = fitText(words.kicker.toUpperCase(), { width: room, size: title * 0.42, minSize: 16 });
  const maxLines = isLandscape(size) ? 2 : 3;
  const heading = fitText(words.title, { width: room, size: title, minSize: title * 0.6, maxLines });
  const headingTop = top + blockHeight(kicker) + 6;
  const begin = headingTop + blockHeight(heading) + title * 0.5;
  const end = height - (size === 'story' ? 110 : 36) - FOOTER;
  return svgDocument(
    { title: `${words.kicker}: ${words.title}`, width, height },
    element('rect', { width, height: BAR, fill: PALETTE.red }),
    textBlock(kicker, { x: padding, top, fill: PALETTE.red, weight: 700, wordSpacing: 0.12 }),
    textBlock(heading, { x: padding, top: headingTop, fill: PALETTE.ink, weight: 800 }),
    drawBody({ x: padding, y: begin, width: room, height: end - begin }),
    drawFooter({ x: padding, y: end, width: room, height: FOOTER }, words.footnote),
  );
}

function drawFooter({ x, y, width, height }: Box, footnote: string): string {
  const middle = y + height / 2 + 12;
  const mark = [
    element('circle', { cx: x + 20, cy: middle, r: 20, fill: PALETTE.red }),
    element('path', {
      d: `M${x + 9} ${middle - 5}h22M${x + 9} ${middle + 2}h15M${x + 9} ${middle + 8}h9`,
      stroke: '#fff',
      'stroke-width': 4,
    }),
    text('Headliner', { x: x + 52, y: middle + 10, size: 28, weight: 800, fill: PALETTE.ink }),
  ];
  const note = fitText(footnote, { width: width - 290, size: 22, minSize: 16, maxLines: 2 });
  return [
    element('path', { d: `M${x} ${y + 12}h${width}`, stroke: PALETTE.ink, 'stroke-width': 2 }),
    ...mark,
    textBlock(note, { x: x + width, middle, fill: PALETTE.soft, anchor: 'end' }),
  ].join('');
}

/** Draws an artist's tile in place of a picture: their initials on a colour of their own. */
export function drawTile(
  artist: { readonly id: string; readonly name: string },
  x: number,
  y: number,
  side: number,
): string {
  const initials = fitText(getInitials(artist.name) || '–', {
    width: side * 0.8,
    size: side * 0.42,
    minSize: side * 0.2,
  });
  return [
    element('rect', { x, y, width: side, height: side, rx: side * 0.06, fill: colourOf(artist.id) }),
    textBlock(initials, {
      x: x + side / 2,
      middle: y + side / 2,
      fill: '#fff',
      weight: 800,
      anchor: 'middle',
    }),
  ].join('');
}
