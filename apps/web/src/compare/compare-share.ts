import { element, fitText, PALETTE, svgDocument, text, textBlock } from '#cards';
import type { SnapshotSource } from '../graphql/graphql.js';
import type { Table } from '../share/csv.js';
import { formatDay } from '../words/days.js';
import { describeSlope } from './kind-texts.js';
import { getHeight, getSlopePath, ROW, type Slope, type SlopeKind, WIDTH } from './slopes.js';

interface ComparedDay {
  readonly day: string;
  readonly source: SnapshotSource;
}

interface Days {
  /** The earlier and the later day. */
  readonly from: ComparedDay;
  readonly to: ComparedDay;
}

/** Both charts as a table. Cells are empty where an artist is not on a chart. */
export function getCompareTable(slopes: readonly Slope[], { from, to }: Days): Table {
  return {
    header: ['Artist', `Rank on ${withSource(from)}`, `Rank on ${withSource(to)}`, 'Change'],
    rows: slopes.map((slope) => [slope.artist.name, slope.before, slope.after, describeSlope(slope)]),
  };
}

function withSource({ day, source }: ComparedDay, shown = day): string {
  return source === 'RECONSTRUCTED' ? `${shown} (reconstructed)` : shown;
}

const COLUMN = 340;
const LINES = 280;
const HEAD = 56;
const MARGIN = 20;

const COLOURS: Readonly<Record<SlopeKind, string>> = {
  up: PALETTE.up,
  down: PALETTE.soft,
  same: PALETTE.rule,
  new: PALETTE.red,
  back: PALETTE.red,
  gone: PALETTE.soft,
  unknown: PALETTE.rule,
};

/** Draws both charts side by side as an SVG document, with a line for each artist. */
export function drawCompare(slopes: readonly Slope[], { from, to }: Days): string {
  const width = 2 * COLUMN + LINES + 2 * MARGIN;
  const height = getHeight(slopes) + HEAD + 2 * MARGIN;
  const later = MARGIN + COLUMN + LINES;
  const isThin = from.source === 'RECONSTRUCTED' || to.source === 'RECONSTRUCTED';
  const bold = { weight: 700, fill: PALETTE.ink } as const;
  return svgDocument(
    { title: `Ranks on ${formatDay(from.day)} and on ${formatDay(to.day)}`, width, height },
    text(withSource(from, formatDay(from.day)), {
      ...bold,
      x: MARGIN + COLUMN,
      y: MARGIN + 20,
      size: 18,
      anchor: 'end',
    }),
    text(withSource(to, formatDay(to.day)), { ...bold, x: later, y: MARGIN + 20, size: 18 }),
    element('path', {
      d: `M${MARGIN} ${MARGIN + 34}H${width - MARGIN}`,
      stroke: PALETTE.ink,
      'stroke-width': 3,
    }),
    ...slopes.flatMap((slope) => [
      drawName(slope, slope.before, MARGIN + COLUMN, 'end'),
      drawName(slope, slope.after, later, 'start'),
    ]),
    element(
      'g',
      {
        transform: `translate(${MARGIN + COLUMN + 12} ${MARGIN + HEAD - 8}) scale(${(LINES - 24) / WIDTH} 1)`,
      },
      ...slopes.map((slope) => drawSlope(slope, isThin ? 1 : 2.5)),
    ),
  );
}

function drawName({ artist }: Slope, rank: number | null, edge: number, anchor: 'start' | 'end'): string {
  if (rank === null) return '';
  const middle = MARGIN + HEAD - 8 + (rank - 0.5) * ROW;
  const away = anchor === 'start' ? 1 : -1;
  const name = fitText(artist.name || 'Unnamed artist', { width: COLUMN - 44, size: 15, minSize: 11 });
  return [
    text(String(rank), {
      x: edge + away * 24,
      y: middle + 5,
      size: 15,
      weight: 800,
      fill: PALETTE.ink,
      anchor: anchor === 'start' ? 'end' : 'start',
    }),
    textBlock(name, { x: edge + away * 36, middle, weight: 600, fill: PALETTE.ink, anchor }),
  ].join('');
}

function drawSlope(slope: Slope, strokeWidth: number): string {
  const path = getSlopePath(slope);
  if (!path) return '';
  const style = {
    fill: 'none',
    stroke: COLOURS[slope.kind],
    'stroke-width': strokeWidth,
    'stroke-linecap': 'round',
    'vector-effect': 'non-scaling-stroke',
  };
  const end =
    path.end === undefined
      ? ''
      : element('path', { ...style, d: path.end, 'stroke-width': slope.kind === 'gone' ? 2.5 : 9 });
  return element('path', { ...style, d: path.line }) + end;
}
