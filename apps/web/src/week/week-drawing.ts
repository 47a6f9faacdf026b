import { drawMark, element, fitText, PALETTE, text, textBlock } from '#cards';
import { isReconstructed } from '../bump-chart/series.js';
import { drawFigure } from '../cards/figure.js';
import { getMark } from '../chart/chart-share.js';
import type { SnapshotSource, TimeRange } from '../graphql/graphql.js';
import { formatDayRange } from '../words/days.js';
import { getRange } from '../words/range.js';
import { THIN_LINES } from '../words/source.js';
import type { IsoWeek } from './iso-week.js';
import { drawSparkline, SPARK } from './spark-drawing.js';
import { SPARK_WEEKS, type WeekChart, type WeekEntry } from './week.query.js';

const COLUMN = { width: 560, gap: 48 };
const ROW = 36;
const HEAD = 22;
/** Longer charts have two columns. */
const ONE_COLUMN = 25;
/** Where the parts of a row begin or end, from the left. */
const ENDS = { rank: 30, change: 102, peak: 496, weeks: COLUMN.width };
const NAME = { left: 118, right: 330 };
const SPARK_LEFT = 346;

/** Draws the chart of a week as an SVG document, with a sparkline in each row. */
export function drawWeek(
  { source, entries, comparedTo }: WeekChart,
  week: IsoWeek,
  range: TimeRange,
): string {
  const columns = entries.length > ONE_COLUMN ? 2 : 1;
  const rows = Math.ceil(entries.length / columns);
  const days = formatDayRange(week.monday, week.sunday, 'medium');
  const compared = comparedTo ? ', compared with the previous recorded week' : '';
  const note = `${days}: my ${getRange(range).adjective} chart${compared}. Each line shows the ranks of ${SPARK_WEEKS} weeks on its own scale.`;
  return drawFigure(
    {
      title: `Week ${week.week} of ${week.year}`,
      note: [note, ...describeSource(source, entries)].join(' '),
      width: columns * (COLUMN.width + COLUMN.gap) - COLUMN.gap,
      height: HEAD + rows * ROW,
    },
    ...Array.from({ length: columns }, (_, column) =>
      element(
        'g',
        { transform: `translate(${column * (COLUMN.width + COLUMN.gap)} 0)` },
        drawHead(),
        ...entries
          .slice(column * rows, (column + 1) * rows)
          .map((entry, index) => drawRow(entry, HEAD + index * ROW)),
      ),
    ),
  );
}

function describeSource(source: SnapshotSource, entries: readonly WeekEntry[]): string[] {
  if (source === 'RECONSTRUCTED') return ['Reconstructed from my listening history.'];
  return entries.some(({ artist }) => artist.rankHistory.some(isReconstructed)) ? [THIN_LINES] : [];
}

function drawHead(): string {
  const style = { y: 12, size: 12, weight: 600, fill: PALETTE.soft, anchor: 'end' } as const;
  return [
    text(`${SPARK_WEEKS} weeks`, { ...style, x: SPARK_LEFT + SPARK.width }),
    text('Peak', { ...style, x: ENDS.peak }),
    text('Weeks', { ...style, x: ENDS.weeks }),
  ].join('');
}

function drawRow(entry: WeekEntry, top: number): string {
  const { artist, rank, peakRank, weeksOnChart } = entry;
  const middle = top + ROW / 2;
  const room = { width: NAME.right - NAME.left, size: 16, minSize: 13, maxLines: 2 };
  const number = { size: 14, fill: PALETTE.ink, y: middle + 5, anchor: 'end' } as const;
  return [
    element('path', { d: `M0 ${top}H${COLUMN.width}`, stroke: PALETTE.rule }),
    text(String(rank ?? '–'), {
      ...number,
      x: ENDS.rank,
      y: middle + 7,
      size: 20,
      weight: 800,
      fill: rank === 1 ? PALETTE.red : PALETTE.ink,
    }),
    // Marks have the size of a card.
    element(
      'g',
      { transform: `translate(${ENDS.change} ${middle}) scale(0.5)` },
      drawMark(getMark(entry), 0, 0),
    ),
    textBlock(fitText(artist.name || 'Unnamed artist', room), {
      x: NAME.left,
      middle,
      weight: 650,
      fill: PALETTE.ink,
    }),
    drawSpark(entry, middle - SPARK.height / 2),
    text(String(peakRank), { ...number, x: ENDS.peak }),
    text(String(weeksOnChart), { ...number, x: ENDS.weeks }),
  ].join('');
}

function drawSpark({ artist }: WeekEntry, top: number): string {
  const { lines, legs, gaps, end } = drawSparkline(artist.rankHistory);
  const line = { fill: 'none', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  return element(
    'g',
    { transform: `translate(${SPARK_LEFT} ${top})` },
    ...gaps.map(({ x, width }) =>
      element('rect', { x, width, height: SPARK.height, fill: PALETTE.rule, 'fill-opacity': 0.8 }),
    ),
    ...legs.map((d) =>
      element('path', { ...line, d, stroke: PALETTE.soft, 'stroke-width': 1, 'stroke-dasharray': '1 3' }),
    ),
    ...lines.map(({ path, isReconstructed: isThin }) =>
      element('path', { ...line, d: path, stroke: PALETTE.ink, 'stroke-width': isThin ? 0.8 : 1.75 }),
    ),
    end
      ? element('circle', {
          cx: end.x,
          cy: end.y,
          r: 2.5,
          fill: end.isReconstructed ? PALETTE.paper : PALETTE.red,
          stroke: end.isReconstructed ? PALETTE.red : undefined,
        })
      : '',
  );
}
