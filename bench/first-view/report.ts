import { median } from '../stage/measure.js';
import type { Row, Table } from '../stage/tables.js';
import { type FirstView, ROWS } from './visit.js';

export interface Measured {
  readonly mobile: readonly FirstView[];
  readonly local: readonly FirstView[];
}

const MAX_READY_MS = 1_000;

/** The kinds of resources, as the browser names them, in the order of the report. */
const KINDS: readonly (readonly [kind: string, name: string])[] = [
  ['Document', 'HTML'],
  ['Stylesheet', 'CSS'],
  ['Script', 'JavaScript'],
  ['Fetch', 'GraphQL'],
  ['Font', 'font'],
  ['Image', 'pictures'],
];

export function report({ mobile, local }: Measured): Table {
  const columns = [mobile, local];
  const readyMs = median(mobile.map((view) => view.readyMs));
  const total = (view: FirstView): number => Object.values(view.bytes).reduce((sum, each) => sum + each, 0);
  const known = new Set(KINDS.map(([kind]) => kind));
  const rest = (view: FirstView): number =>
    Object.entries(view.bytes).reduce((sum, [kind, bytes]) => (known.has(kind) ? sum : sum + bytes), 0);
  const bytesRow = (what: string, count: (view: FirstView) => number): Row => ({
    what,
    values: columns.map((views) => formatKb(median(views.map(count)))),
  });
  return {
    title: `The page's first view: ${ROWS} places of the chart, with a session cookie and an empty cache`,
    columns: ['1.6 Mbit/s, 150 ms', 'no limit'],
    rows: [
      {
        what: 'time until it is ready, median',
        values: columns.map((views) => formatMs(median(views.map((view) => view.readyMs)))),
        goal: [`within ${MAX_READY_MS / 1_000} s at 1.6 Mbit/s`, readyMs <= MAX_READY_MS],
        headline: {
          what: 'First view of the page at 1.6 Mbit/s and 150 ms, p50',
          value: `${(readyMs / 1_000).toFixed(2)} s`,
        },
      },
      {
        what: 'fastest and slowest',
        values: columns.map((views) => {
          const times = views.map((view) => view.readyMs);
          return `${formatMs(Math.min(...times))} to ${formatMs(Math.max(...times))}`;
        }),
      },
      {
        what: 'time until the first paint, median',
        values: columns.map((views) => formatMs(median(views.map((view) => view.firstPaintMs)))),
      },
      {
        what: 'requests until ready, median',
        values: columns.map((views) => String(median(views.map((view) => view.requests)))),
      },
      bytesRow('received until ready, median', total),
      ...KINDS.map(([kind, name]) => bytesRow(name, (view) => view.bytes[kind] ?? 0)),
      bytesRow('anything else', rest),
      {
        what: 'CPU of the API for the whole page, mean',
        values: columns.map((views) =>
          formatMs(views.reduce((sum, view) => sum + view.apiCpuMs, 0) / views.length),
        ),
      },
    ],
  };
}

function formatMs(ms: number): string {
  return `${ms.toFixed(0)} ms`;
}

function formatKb(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
