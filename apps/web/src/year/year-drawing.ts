import { element, fitText, PALETTE, text, textBlock } from '#cards';
import { drawFigure } from '../cards/figure.js';
import type { TimeRange } from '../graphql/graphql.js';
import { formatCount, formatNumber } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import type { YearEndEntry } from './year-end.query.js';
import { describeSource } from './year-share.js';

interface YearEnd {
  readonly year: number;
  readonly weeksCounted: number;
  readonly reconstructedWeeks: number;
  readonly entries: readonly YearEndEntry[];
}

const WIDTH = 860;
const ROW = 40;
/** From the left: where a rank ends, where a name begins and ends, and where bars do. Points end at the right. */
const X = { rank: 30, name: 46, nameEnd: 330, bar: 350, barEnd: 785 };
const BAR = 14;

/** Draws the points of a year-end chart as bars, in an SVG document. */
export function drawYear(
  { year, weeksCounted, reconstructedWeeks, entries }: YearEnd,
  range: TimeRange,
): string {
  const most = Math.max(1, ...entries.map(({ points }) => points));
  return drawFigure(
    {
      title: `Year-end chart ${year}, ${getRange(range).label}`,
      note: `Points from ${formatCount(weeksCounted, 'weekly chart')}, not plays: 50 for number one, 49 for number two, down to 1. ${describeSource(reconstructedWeeks, weeksCounted)}`,
      width: WIDTH,
      height: entries.length * ROW,
    },
    ...entries.map((entry, index) => drawRow(entry, most, index * ROW)),
  );
}

function drawRow({ rank, points, artist }: YearEndEntry, most: number, top: number): string {
  const middle = top + ROW / 2;
  const name = fitText(artist.name || 'Unnamed artist', {
    width: X.nameEnd - X.name,
    size: 16,
    minSize: 13,
    maxLines: 2,
  });
  const bar = { x: X.bar, y: middle - BAR / 2, width: (X.barEnd - X.bar) * (points / most), height: BAR };
  return [
    element('path', { d: `M0 ${top}H${WIDTH}`, stroke: PALETTE.rule }),
    text(String(rank), { x: X.rank, y: middle + 6, size: 18, weight: 800, fill: PALETTE.ink, anchor: 'end' }),
    textBlock(name, { x: X.name, middle, weight: 650, fill: PALETTE.ink }),
    element('rect', { ...bar, fill: PALETTE.red }),
    text(formatNumber(points), {
      x: WIDTH,
      y: middle + 5,
      size: 15,
      weight: 650,
      fill: PALETTE.ink,
      anchor: 'end',
    }),
  ].join('');
}
