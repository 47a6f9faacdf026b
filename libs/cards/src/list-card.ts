import { type Box, drawCard, type DrawnSize, drawTile, isLandscape } from './card.js';
import type { Mark } from './mark.js';
import { PALETTE } from './palette.js';
import { blockHeight, element, text, textBlock } from './svg.js';
import { cleanText, fitText, type FittedText } from './text-fit.js';

/** An entry of a list, such as a chart. */
export interface ListEntry {
  readonly rank: number;
  readonly id: string;
  readonly name: string;
  /** At the end of the row. */
  readonly mark: Mark;
}

export interface ListCard {
  readonly kicker: string;
  readonly title: string;
  readonly footnote: string;
  /** Best first. */
  readonly entries: readonly ListEntry[];
  /** About the first entry. */
  readonly lead: string;
  /** Shown if there are no entries. */
  readonly empty: string;
}

/** Draws the top of a list: the first entry large, and as many others as fit. */
export function drawListCard({ entries, lead, empty, ...words }: ListCard, size: DrawnSize): string {
  const [first, ...others] = entries;
  return drawCard(size, words, (box) => {
    if (!first)
      return textBlock(fitText(empty, { width: box.width, size: 40, minSize: 24, maxLines: 3 }), {
        x: box.x,
        top: box.y,
        fill: PALETTE.soft,
      });
    const [large, rest] = splitBox(box, size, others.length > 0);
    const isBeside = others.length > 0 ? size === 'square' : isLandscape(size);
    return drawFirst(first, lead, large, isBeside) + drawRows(others, rest);
  });
}

const GAP = 40;

/** The boxes of the first entry and of the others. */
function splitBox(box: Box, size: DrawnSize, hasOthers: boolean): [Box, Box] {
  if (!hasOthers)
    return [
      { ...box, height: box.height - GAP / 2 },
      { ...box, height: 0 },
    ];
  if (isLandscape(size)) {
    const width = box.width * 0.36;
    return [
      { ...box, width },
      { ...box, x: box.x + width + GAP, width: box.width - width - GAP },
    ];
  }
  const height = size === 'story' ? box.height * 0.42 : 250;
  return [
    { ...box, height },
    { ...box, y: box.y + height + GAP / 2, height: box.height - height - GAP / 2 },
  ];
}

/** Draws the first entry: its tile, and beside or below it the name and the lead. */
function drawFirst(entry: ListEntry, lead: string, box: Box, isBeside: boolean): string {
  const leastSide = isBeside ? box.height : Math.min(box.width, box.height * 0.4);
  const x = isBeside ? box.x + leastSide + 32 : box.x;
  const width = box.x + box.width - x;
  const height = isBeside ? box.height : box.height - leastSide - 20;
  const note = fitText(lead, { width, size: 26, minSize: 18, maxLines: 2 });
  const name = fitBlock(entry.name, width, height - blockHeight(note) - 16);
  const total = blockHeight(name) + 8 + blockHeight(note);
  // A short name leaves more room for the tile above it.
  const side = isBeside ? leastSide : Math.min(box.width, box.height - total - 28);
  const top = isBeside ? box.y + (box.height - total) / 2 : box.y + side + 20;
  return [
    drawTile(entry, box.x, box.y, side),
    textBlock(name, { x, top, fill: PALETTE.ink, weight: 800 }),
    textBlock(note, { x, top: top + blockHeight(name) + 8, fill: PALETTE.soft }),
  ].join('');
}

const NAME = { max: 88, min: 24 };

/** The largest size at which a name fits into a width and a height, in up to three lines. */
function fitBlock(name: string, width: number, height: number): FittedText {
  const fitted = [1, 2, 3].map((maxLines) => {
    const size = Math.min(NAME.max, height / maxLines / 1.15);
    return fitText(name, { width, size, minSize: Math.min(NAME.min, size), maxLines });
  });
  const whole = fitted.filter((each) => isWhole(each, name));
  return whole.toSorted((one, other) => other.size - one.size)[0] ?? fitted[2] ?? { lines: [], size: 0 };
}

function isWhole({ lines }: FittedText, name: string): boolean {
  return lines.join('').replaceAll(' ', '') === cleanText(name).replaceAll(' ', '');
}

const ROW = { min: 76, max: 116 };
const MARK_WIDTH = 150;

function drawRows(entries: readonly ListEntry[], box: Box): string {
  const count = Math.min(entries.length, Math.floor(box.height / ROW.min));
  if (count === 0) return '';
  const height = Math.min(box.height / count, ROW.max);
  return entries
    .slice(0, count)
    .map((entry, index) => drawRow(entry, { ...box, y: box.y + index * height, height }))
    .join('');
}

function drawRow(entry: ListEntry, { x, y, width, height }: Box): string {
  const middle = y + height / 2;
  const tile = Math.min(height - 18, 80);
  const nameX = x + 76 + tile + 24;
  const name = fitText(entry.name, {
    width: x + width - MARK_WIDTH - nameX,
    size: 34,
    minSize: Math.min(20, height / 2.6),
    maxLines: 2,
  });
  return [
    element('path', { d: `M${x} ${y}h${width}`, stroke: PALETTE.rule, 'stroke-width': 2 }),
    text(String(entry.rank), {
      x: x + 60,
      y: middle + 14,
      size: 40,
      weight: 800,
      fill: PALETTE.ink,
      anchor: 'end',
    }),
    drawTile(entry, x + 76, middle - tile / 2, tile),
    textBlock(name, { x: nameX, middle, fill: PALETTE.ink, weight: 600 }),
    drawMark(entry.mark, x + width, middle),
  ].join('');
}

/** Draws a mark that ends at `right`. `fill` is its colour, by default what it means on a card. */
export function drawMark(mark: Mark, right: number, middle: number, fill = colourOfMark(mark)): string {
  if ('text' in mark) {
    const fitted = fitText(mark.text, { width: MARK_WIDTH - 16, size: 28, minSize: 16 });
    return textBlock(fitted, { x: right, middle, fill, weight: 600, anchor: 'end' });
  }
  const tip = mark.kind === 'up' ? -10 : 10;
  return [
    element('path', { d: `M${right - 76} ${middle - tip}h24l-12 ${tip * 2}z`, fill }),
    text(String(mark.places), { x: right, y: middle + 11, size: 32, weight: 700, fill, anchor: 'end' }),
  ].join('');
}

function colourOfMark({ kind }: Mark): string {
  if (kind === 'up') return PALETTE.up;
  return kind === 'highlight' ? PALETTE.red : PALETTE.soft;
}
