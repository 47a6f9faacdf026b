import { type Box, DASHED_FROM, element, LINE_COLOURS, PALETTE, text } from '#cards';
import { createFrame, formatLane, type Frame, getPeriodWidth } from '../bump-chart/frame.js';
import { getLineEnds, LABEL, TO_LABEL, TO_NAME, TO_RANK } from '../bump-chart/line-ends.js';
import { getReconstructedPart } from '../bump-chart/reconstructed-part.js';
import { getPeriods, type Interval, type Series } from '../bump-chart/series.js';
import {
  getGaps,
  getMark,
  getMarkedStops,
  getStretches,
  getStroke,
  splitBySource,
} from '../bump-chart/stretches.js';
import { getRankTicks, getTimeTicks } from '../bump-chart/ticks.js';

export interface BumpDrawing {
  readonly all: readonly Series[];
  readonly slots: ReadonlyMap<string, number>;
  readonly interval: Interval;
  /** The number of ranks on the axis. Null fits all ranks. */
  readonly ranks: number | null;
}

/** Periods narrower than this, in pixels, have no room for marks at every gap. */
const DENSE = 4;

/** Draws the bump chart into a box, enlarged by `scale`: its own sizes are those of a page. */
export function drawBump(drawing: BumpDrawing, box: Box, scale: number): string {
  const { all, slots, interval, ranks } = drawing;
  const width = box.width / scale;
  const names = Math.min(240, Math.max(132, width * 0.34));
  const frame = createFrame(all, width, { ranks, height: box.height / scale, names });
  return element(
    'g',
    { transform: `translate(${box.x} ${box.y}) scale(${scale})` },
    drawReconstructed(frame, all),
    drawGaps(frame, all),
    drawAxes(frame, all, interval),
    ...all.map((series) => drawLine(frame, series, slots.get(series.id) ?? 0)),
    drawNames(frame, all, slots),
  );
}

function drawReconstructed(frame: Frame, all: readonly Series[]): string {
  const part = getReconstructedPart(getPeriods(all), frame);
  if (!part) return '';
  const { box, seam, label } = part;
  const line = { d: `M${seam} 0V${frame.offChart}`, stroke: PALETTE.soft, 'stroke-dasharray': '3 3' };
  return [
    element('rect', { ...box, fill: PALETTE.sheet }),
    seam === null ? '' : element('path', line),
    text(label.text, { x: label.x, y: label.y, size: 12, fill: PALETTE.soft }),
  ].join('');
}

function drawGaps(frame: Frame, all: readonly Series[]): string {
  const half = getPeriodWidth(frame) / 2;
  return getGaps(getPeriods(all))
    .map(({ first, last }) => {
      const x = Math.max(frame.left, frame.x(first) - half);
      const width = Math.max(Math.min(frame.right, frame.x(last) + half) - x, 2);
      return element('rect', {
        x,
        y: frame.top - 8,
        width,
        height: frame.offChart - frame.top + 8,
        fill: PALETTE.rule,
        'fill-opacity': 0.6,
      });
    })
    .join('');
}

function drawAxes(frame: Frame, all: readonly Series[], interval: Interval): string {
  const { left, right, offChart, height } = frame;
  const style = { size: 12, fill: PALETTE.soft };
  const across = (y: number, stroke: string = PALETTE.rule, dashes?: string): string =>
    element('path', { d: `M${left} ${y}H${right}`, stroke, 'stroke-dasharray': dashes });
  const label = (y: number, content: string): string =>
    text(content, { ...style, x: left - 10, y: y + 4, anchor: 'end' });
  return [
    ...getRankTicks(frame.lastRank, frame.y).map(
      (rank) => across(frame.y(rank)) + label(frame.y(rank), String(rank)),
    ),
    across(offChart, PALETTE.soft, '1 4') + label(offChart, formatLane(frame)),
    ...getTimeTicks(getPeriods(all), interval, getPeriodWidth(frame))
      // A label in the middle of a tick must not leave the drawing.
      .filter(({ index }) => frame.x(index) >= 30)
      .map((tick) => text(tick.label, { ...style, x: frame.x(tick.index), y: height - 6, anchor: 'middle' })),
  ].join('');
}

function drawLine(frame: Frame, { points }: Series, slot: number): string {
  const colour = LINE_COLOURS[slot] ?? PALETTE.ink;
  const line = { fill: 'none', stroke: colour, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  const stretches = getStretches(points, frame.lastRank);
  return [
    ...stretches.flatMap(({ entering, ranked, leaving }) => [
      ...[entering, leaving].flatMap((leg) =>
        leg
          ? element('path', {
              ...line,
              d: getStroke(frame, leg),
              'stroke-width': 1.5,
              'stroke-dasharray': '2 4',
            })
          : [],
      ),
      ...splitBySource(ranked).map(({ stops, isReconstructed }) =>
        element('path', {
          ...line,
          d: getStroke(frame, stops),
          'stroke-width': isReconstructed ? 1.15 : 2.75,
          'stroke-dasharray': slot >= DASHED_FROM ? '7 4' : undefined,
        }),
      ),
    ]),
    ...getMarkedStops(stretches, getPeriodWidth(frame) < DENSE).map(({ index, rank, isReconstructed }) =>
      element('path', {
        d: getMark(slot),
        transform: `translate(${frame.x(index)} ${frame.y(rank)})`,
        fill: isReconstructed ? PALETTE.sheet : colour,
        stroke: isReconstructed ? colour : PALETTE.paper,
        'stroke-width': 1.5,
      }),
    ),
  ].join('');
}

function drawNames(frame: Frame, all: readonly Series[], slots: ReadonlyMap<string, number>): string {
  return getLineEnds(all, frame)
    .map(({ series, rank, lineY, labelY, isConnected, lines }) => {
      const colour = LINE_COLOURS[slots.get(all[series]?.id ?? '') ?? 0] ?? PALETTE.ink;
      const first = labelY - ((lines.length - 1) * LABEL.line) / 2;
      const style = { size: LABEL.size, fill: colour, weight: 700 };
      const leader = `M${frame.right + 5} ${lineY}L${frame.right + TO_LABEL} ${first}`;
      return [
        isConnected ? element('path', { d: leader, stroke: colour, 'stroke-opacity': 0.6 }) : '',
        text(String(rank ?? '–'), { ...style, x: frame.right + TO_RANK, y: first + 4.5, anchor: 'end' }),
        ...lines.map((each, index) =>
          text(each, { ...style, x: frame.right + TO_NAME, y: first + 4.5 + index * LABEL.line }),
        ),
      ].join('');
    })
    .join('');
}
