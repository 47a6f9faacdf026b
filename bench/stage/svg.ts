/** A line of a drawing. A value of null leaves a gap. */
interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

interface Drawing {
  /** Says what is drawn, with its unit. */
  readonly title: string;
  /** What the values belong to, from left to right: at least two labels. */
  readonly labels: readonly string[];
  /** Where labels and values lie, ascending, in any unit. Evenly spaced by default. */
  readonly positions?: readonly number[];
  /** At most four, with equally many values. */
  readonly lines: readonly Line[];
  /** Powers of ten are evenly spaced. Values below `lowest` are drawn there. */
  readonly logarithmic?: boolean;
  /** The power of ten at which a logarithmic axis begins. Default 1. */
  readonly lowest?: number;
}

const WIDTH = 720;
const HEIGHT = 328;
const PLOT = { left: 84, right: 690, top: 84, bottom: 288 };
/** Lines differ in colour and in dashes. The colours are Okabe and Ito's, readable on light and dark pages. */
const STYLES = [
  ['#0072b2', 'none'],
  ['#d55e00', '7 4'],
  ['#009e73', '2 3'],
  ['#cc79a7', '10 3 2 3'],
] as const;
const STYLE = `text{font:12px system-ui,sans-serif;fill:#333}.title{font-weight:600;font-size:14px}.rule{stroke:#ddd}
@media (prefers-color-scheme:dark){svg{background:#111}text{fill:#ddd}.rule{stroke:#333}}`;

/**
 * Draws lines over a common axis as an SVG document. Values that have a label each are drawn as points too. The same drawing
 * gives the same text.
 */
export function drawLines({
  title,
  labels,
  positions,
  lines,
  logarithmic = false,
  lowest = 1,
}: Drawing): string {
  const highest = Math.max(1, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const marks = logarithmic ? powersOfTen(lowest, highest) : roundMarks(highest);
  const top = marks.at(-1) ?? 1;
  const height = (value: number): number =>
    logarithmic ? Math.log10(Math.max(lowest, value) / lowest) / Math.log10(top / lowest) : value / top;
  const y = (value: number): string => (PLOT.bottom - height(value) * (PLOT.bottom - PLOT.top)).toFixed(1);
  const share = (index: number, count: number): number => {
    const [at, first = 0, last = 1] = [positions?.[index], positions?.[0], positions?.at(-1)];
    return at === undefined ? index / Math.max(1, count - 1) : (at - first) / (last - first);
  };
  const x = (index: number, count: number): string =>
    (PLOT.left + share(index, count) * (PLOT.right - PLOT.left)).toFixed(1);

  const rules = marks.flatMap((mark) => [
    `<line class="rule" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(mark)}" y2="${y(mark)}"/>`,
    `<text x="${PLOT.left - 8}" y="${y(mark)}" dy="4" text-anchor="end">${mark.toLocaleString('en')}</text>`,
  ]);
  const below = labels.map(
    (label, index) =>
      `<text x="${x(index, labels.length)}" y="${PLOT.bottom + 20}" text-anchor="middle">${escape(label)}</text>`,
  );
  const drawn = lines.flatMap(({ values }, index) => {
    const [color, dashes] = styleOf(index);
    const points = values.map((value, at) => (value === null ? null : `${x(at, values.length)},${y(value)}`));
    const dots = values.length === labels.length ? points.flatMap((point) => dot(point, color)) : [];
    return [
      ...dots,
      `<path d="${path(points)}" fill="none" stroke="${color}" stroke-width="2" stroke-dasharray="${dashes}"/>`,
    ];
  });
  const legend = lines.flatMap(({ name }, index) => {
    const [color, dashes] = styleOf(index);
    const [left, row] = [16 + (index % 2) * 350, 42 + Math.floor(index / 2) * 17];
    return [
      `<line x1="${left}" x2="${left + 32}" y1="${row}" y2="${row}" stroke="${color}" stroke-width="2" stroke-dasharray="${dashes}"/>`,
      `<text x="${left + 40}" y="${row}" dy="4">${escape(name)}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="16" y="22">${escape(title)}</text>`,
    ...legend,
    ...rules,
    ...below,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

function styleOf(index: number): (typeof STYLES)[number] {
  return STYLES[index % STYLES.length] ?? STYLES[0];
}

function dot(point: string | null, color: string): string[] {
  const [x, y] = point?.split(',') ?? [];
  return point === null ? [] : [`<circle cx="${x}" cy="${y}" r="3.5" fill="${color}"/>`];
}

/** Joins points, but not across gaps. */
function path(points: readonly (string | null)[]): string {
  return points
    .flatMap((point, index) =>
      point === null ? [] : [`${(points[index - 1] ?? null) === null ? 'M' : 'L'}${point}`],
    )
    .join('');
}

/** Marks from 0 in steps of 1, 2 or 5 times a power of ten, up to the highest value or above. */
function roundMarks(highest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(highest / 4));
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => highest / each <= 5) ?? power * 10;
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step);
}

function powersOfTen(lowest: number, highest: number): number[] {
  const first = Math.round(Math.log10(lowest));
  const last = Math.max(first + 1, Math.ceil(Math.log10(highest)));
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
