import { element, estimateWidth, fitText, PALETTE, text, textBlock } from '#cards';
import { drawFigure } from '../cards/figure.js';
import type { TimeRange } from '../graphql/graphql.js';
import { formatDay, formatDayRange } from '../words/days.js';
import { getRange } from '../words/range.js';
import { type CoverageDay, type DayState, getUniformState, isGap } from './compute-coverage.js';
import { describePeriod } from './coverage-text.js';
import {
  getBands,
  getHatching,
  groupByMonth,
  MAX_WEEKS,
  type Month,
  type Place,
  SIDE,
  STEP,
} from './months.js';
import { DAY_KINDS, getReasons, PARTLY_RECORDED, REASONS } from './reasons.js';

/** Days are larger than on the page by this factor. */
const SCALE = 1.4;
/** From one month to the next, and the height of its name. */
const MONTH = { width: MAX_WEEKS * STEP * SCALE + 24, height: 7 * STEP * SCALE + 48, name: 24 };
/** The months in a row: at least as many as have room for the title, and a year of a long history. */
const COLUMNS = { least: 4, most: 6, year: 12 };
const LEGEND_LINE = 26;

/** Draws all days as an SVG document: a sheet for each month, and what the squares mean. Null: all ranges. */
export function drawCalendar(days: readonly CoverageDay[], range: TimeRange | null): string {
  const months = groupByMonth(days);
  const most = months.length > 2 * COLUMNS.year ? COLUMNS.year : COLUMNS.most;
  const rows = Math.ceil(months.length / most);
  // Rows of the same length, but for years.
  const columns = most === COLUMNS.year ? most : Math.max(COLUMNS.least, Math.ceil(months.length / rows));
  const width = columns * MONTH.width - 24;
  const legend = drawLegend(days, width);
  const top = rows * MONTH.height;
  const period = formatDayRange(days[0]?.day ?? '', days.at(-1)?.day ?? '', 'medium');
  return drawFigure(
    {
      title: `Coverage, ${range === null ? 'all ranges' : getRange(range).label}`,
      note: `${describePeriod(period, days)}. One column per week, Monday on top.`,
      width,
      height: top + legend.height,
    },
    ...months.map((month, index) =>
      drawMonth(
        month,
        index === 0,
        (index % columns) * MONTH.width,
        Math.floor(index / columns) * MONTH.height,
      ),
    ),
    element('g', { transform: `translate(0 ${top})` }, legend.drawing),
  );
}

function drawMonth(
  { month, cells, blanks }: Month<CoverageDay>,
  isFirst: boolean,
  x: number,
  y: number,
): string {
  const style = isFirst || month.endsWith('-01') ? 'shortMonth' : 'monthName';
  const at = ({ column, row }: Place): string => `translate(${column * STEP} ${row * STEP})`;
  return element(
    'g',
    { transform: `translate(${x} ${y})` },
    text(formatDay(`${month}-01`, style), { x: 0, y: 14, size: 14, weight: 650, fill: PALETTE.ink }),
    element(
      'g',
      { transform: `translate(0 ${MONTH.name}) scale(${SCALE})` },
      ...blanks.map((place) =>
        element('circle', { transform: at(place), cx: SIDE / 2, cy: SIDE / 2, r: 1, fill: PALETTE.rule }),
      ),
      ...cells.map(({ day, ...place }) => element('g', { transform: at(place) }, drawDay(day.states))),
    ),
  );
}

/** A square for the state of all ranges, or a band for each. */
function drawDay(states: CoverageDay['states']): string {
  const uniform = getUniformState(states);
  if (uniform) return drawSquare(uniform);
  const all = [...states.values()];
  return getBands(all.length)
    .map(({ y, height }, index) => drawBox(all[index] ?? 'SNAPSHOT', y, height))
    .join('');
}

function drawSquare(state: DayState): string {
  if (!isGap(state)) return drawBox(state, 0, SIDE);
  const { kind, mark } = REASONS[state];
  const style = { size: 7, weight: 800, fill: PALETTE[`gap-${kind}`], anchor: 'middle' } as const;
  return drawBox(state, 0, SIDE) + text(mark, { ...style, x: SIDE / 2, y: SIDE / 2 + 2.5 });
}

/** Filled if recorded, hatched if reconstructed, else outlined. */
function drawBox(state: DayState, y: number, height: number): string {
  const rx = height === SIDE ? 1.5 : 0.6;
  if (state === 'SNAPSHOT') return element('rect', { y, width: SIDE, height, rx, fill: PALETTE.recorded });
  const stroke = isGap(state) ? PALETTE[`gap-${REASONS[state].kind}`] : PALETTE.recorded;
  const inner = { x: 0.5, y: y + 0.5, width: SIDE - 1, height: height - 1, rx: rx - 0.3 };
  const box = element('rect', { ...inner, fill: PALETTE.sheet, stroke, 'stroke-width': 1 });
  return isGap(state) ? box : box + element('path', { d: getHatching(y, height), stroke, 'stroke-width': 1 });
}

/** The squares that are in the calendar and their names, in as many lines as they need. */
function drawLegend(days: readonly CoverageDay[], width: number): { drawing: string; height: number } {
  const partly = days.find(({ states }) => getUniformState(states) === null);
  const entries = [
    ...DAY_KINDS.filter(({ state }) => days.some((day) => [...day.states.values()].includes(state))).map(
      ({ state, label }) => ({ square: drawSquare(state), label }),
    ),
    ...(partly ? [{ square: drawDay(partly.states), label: PARTLY_RECORDED }] : []),
    ...getReasons(days).map((reason) => ({ square: drawSquare(reason), label: REASONS[reason].label })),
  ];
  let [x, y] = [0, 0];
  const drawn = entries.map(({ square, label }) => {
    const name = fitText(label, { width: width - 26, size: 14, minSize: 9 });
    const room = 26 + Math.max(...name.lines.map((line) => estimateWidth(line, name.size)));
    if (x > 0 && x + room > width) [x, y] = [0, y + LEGEND_LINE];
    const entry = element(
      'g',
      { transform: `translate(${x} ${y})` },
      element('g', { transform: `scale(${SCALE})` }, square),
      textBlock(name, { x: 22, middle: (SIDE * SCALE) / 2, fill: PALETTE.soft }),
    );
    x += room + 12;
    return entry;
  });
  return { drawing: drawn.join(''), height: y + SIDE * SCALE };
}
