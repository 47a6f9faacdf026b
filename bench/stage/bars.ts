import { escape } from './svg.js';

/** A bar of a drawing. */
interface Bar {
  readonly name: string;
  /** 0 or more. */
  readonly value: number;
  /** Drawn in the strong colour. */
  readonly isOurs?: boolean;
}

const WIDTH = 720;
const PLOT = { left: 236, right: 640 };
const ROW = 30;
const TOP = 44;
const STYLE = `svg{background:#fff}text{font:13px system-ui,sans-serif;fill:#333}.title{font-weight:600;font-size:14px}.ours{font-weight:600}
.bar{fill:#9aa4ad}.bar.ours{fill:#0072b2}
@media (prefers-color-scheme:dark){svg{background:#111}text{fill:#ddd}.bar{fill:#7b858e}.bar.ours{fill:#4aa3df}}`;

/** Draws horizontal bars with their values as an SVG document. The same bars give the same text. */
export function drawBars(title: string, bars: readonly Bar[]): string {
  const highest = Math.max(1, ...bars.map(({ value }) => value));
  const height = TOP + bars.length * ROW + 10;
  const drawn = bars.flatMap(({ name, value, isOurs = false }, index) => {
    const y = TOP + index * ROW;
    const width = Math.max(1, (value / highest) * (PLOT.right - PLOT.left));
    const strong = isOurs ? ' ours' : '';
    const text = `class="text${strong}" y="${y + 15}"`;
    return [
      `<text ${text} x="${PLOT.left - 10}" text-anchor="end">${escape(name)}</text>`,
      `<rect class="bar${strong}" x="${PLOT.left}" y="${y}" width="${width.toFixed(1)}" height="21" rx="2"/>`,
      `<text ${text} x="${(PLOT.left + width + 8).toFixed(1)}">${Math.round(value).toLocaleString('en')}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="16" y="24">${escape(title)}</text>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}
