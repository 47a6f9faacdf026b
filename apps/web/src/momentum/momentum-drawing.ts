import { blockHeight, drawMark, element, fitText, PALETTE, text, textBlock } from '#cards';
import { drawFigure } from '../cards/figure.js';
import { getMark } from '../chart/chart-share.js';
import { formatDay } from '../words/days.js';
import {
  filterByKind,
  getColumns,
  getMovement,
  getTone,
  KINDS,
  type KindText,
  LABELS,
  type RankName,
} from './momentum-kinds.js';
import type { MomentumEntry } from './momentum.query.js';
import { getSlope, GROUND, SLOPE } from './slope.js';

const GROUP = { width: 520, gap: 48, below: 40 };
const ROW = 46;
/** Where a rank ends, from the left, and where the movement does. */
const ENDS: Readonly<Record<RankName, number>> = {
  longTermRank: 340,
  mediumTermRank: 406,
  shortTermRank: 464,
};
const NAME = { left: SLOPE.width + 16, right: 292 };

const TONES = { climbing: PALETTE.up, falling: PALETTE.red, steady: PALETTE.soft } as const;

/** Draws all artists of a day as an SVG document, by kind in two columns, with a small line for each. */
export function drawMomentum(entries: readonly MomentumEntry[], isReconstructed: boolean): string {
  const [first] = entries;
  const groups = KINDS.map((kind) => drawGroup(kind, filterByKind(entries, kind.kind)));
  const columns = [0, 1].map((column) => {
    let height = 0;
    const drawn = groups
      .filter((_, index) => index % 2 === column)
      .map((group) => {
        const x = column * (GROUP.width + GROUP.gap);
        const placed = element('g', { transform: `translate(${x} ${height})` }, group.drawing);
        height += group.height + GROUP.below;
        return placed;
      });
    return { drawing: drawn.join(''), height: height - GROUP.below };
  });
  return drawFigure(
    {
      title: first ? `Momentum, ${formatDay(first.day)}` : 'Momentum',
      note:
        'My ranks over about 1 year, 6 months and 4 weeks. Each small line goes from 1 year to 4 weeks; a ring is a list without the artist.' +
        (isReconstructed ? ' Reconstructed from my listening history.' : ''),
      width: 2 * GROUP.width + GROUP.gap,
      height: Math.max(...columns.map(({ height }) => height)),
    },
    ...columns.map(({ drawing }) => drawing),
  );
}

interface Drawn {
  readonly drawing: string;
  readonly height: number;
}

/** The artists of a kind below its name and rule. */
function drawGroup({ title, rule, empty }: KindText, entries: readonly MomentumEntry[]): Drawn {
  const small = fitText(rule, { width: GROUP.width, size: 13, maxLines: 3 });
  const top = 46 + blockHeight(small);
  const head = [
    element('path', { d: `M0 1.5H${GROUP.width}`, stroke: PALETTE.ink, 'stroke-width': 3 }),
    text(`${title} ${entries.length}`, { x: 0, y: 30, size: 20, weight: 750, fill: PALETTE.ink }),
    textBlock(small, { x: 0, top: 40, fill: PALETTE.soft }),
  ].join('');
  if (entries.length === 0) {
    const note = text(empty, { x: 0, y: top + 28, size: 14, fill: PALETTE.soft });
    return { drawing: head + note, height: top + 40 };
  }
  const earlier = getColumns(entries).filter((name) => name !== 'shortTermRank');
  const columns = [...earlier, 'shortTermRank'] as const;
  const labels = columns.map((name) =>
    text(LABELS[name], {
      x: earlier.length > 0 ? ENDS[name] : GROUP.width,
      y: top + 20,
      size: 12,
      weight: 600,
      fill: PALETTE.soft,
      anchor: 'end',
    }),
  );
  const rows = entries.map((entry, index) => drawRow(entry, columns, top + 28 + index * ROW));
  return { drawing: head + labels.join('') + rows.join(''), height: top + 28 + entries.length * ROW };
}

function drawRow(entry: MomentumEntry, columns: readonly RankName[], top: number): string {
  const { artist, shortTermRank, mediumTermRank, longTermRank } = entry;
  const movement = getMovement(entry);
  const tone = TONES[getTone(movement)];
  const middle = top + ROW / 2;
  const hasSlope = columns.some((name) => name !== 'shortTermRank');
  const left = hasSlope ? NAME.left : 0;
  const right = hasSlope ? NAME.right : ENDS.longTermRank;
  const name = fitText(artist.name || 'Unnamed artist', {
    width: right - left,
    size: 16,
    minSize: 14,
    maxLines: 2,
  });
  const mark = movement.isOut ? ({ kind: 'text', text: 'out' } as const) : getMark(movement);
  return [
    element('path', { d: `M0 ${top}H${GROUP.width}`, stroke: PALETTE.rule }),
    hasSlope ? drawSlope([longTermRank, mediumTermRank, shortTermRank], tone, middle - SLOPE.height / 2) : '',
    textBlock(name, { x: left, middle, weight: 650, fill: PALETTE.ink }),
    ...columns.map((column) =>
      drawRank(entry[column], column, hasSlope ? ENDS[column] : GROUP.width, middle),
    ),
    // Marks have the size of a card.
    hasSlope
      ? element(
          'g',
          { transform: `translate(${GROUP.width} ${middle}) scale(0.5)` },
          drawMark(mark, 0, 0, tone),
        )
      : '',
  ].join('');
}

function drawRank(rank: number | null, column: RankName, x: number, middle: number): string {
  const isNow = column === 'shortTermRank';
  const style = isNow ? { size: 20, weight: 800 } : { size: 15, weight: 650 };
  const fill = rank === null ? PALETTE.soft : PALETTE.ink;
  return text(String(rank ?? '–'), { ...style, x, y: middle + 6, fill, anchor: 'end' });
}

function drawSlope(ranks: readonly (number | null)[], tone: string, top: number): string {
  const { dots, lines } = getSlope(ranks, SLOPE.width, SLOPE.height);
  return element(
    'g',
    { transform: `translate(0 ${top})` },
    element('path', { d: `M0 ${SLOPE.height - GROUND}H${SLOPE.width}`, stroke: PALETTE.rule }),
    ...lines.map((d) => element('path', { d, fill: 'none', stroke: tone, 'stroke-width': 2 })),
    ...dots.map(({ x, y, isOff }) =>
      isOff
        ? element('circle', {
            cx: x,
            cy: y,
            r: 2,
            fill: PALETTE.paper,
            stroke: PALETTE.soft,
            'stroke-width': 1.5,
          })
        : element('circle', { cx: x, cy: y, r: 3.5, fill: tone }),
    ),
  );
}
