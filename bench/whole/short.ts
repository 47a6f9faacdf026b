import { drawBars } from '../stage/bars.js';
import { markdown, type Table } from '../stage/tables.js';
import type { PartName, Report } from './report.js';

const NEXT = 'Next.js';
const APOLLO = 'Apollo + Express';
const RATE = 'requests per second';
const MANY = 'Headliner, 1,000 listeners';
/** A cell without a figure. */
const NONE = '–';

/** Draws how many requests per second each server answers for one listener. */
export function drawRequests(report: Report): string {
  const [table] = tablesOf(report, 'peers');
  const row = table?.rows.find(({ what }) => what === RATE);
  const bars = (table?.columns ?? []).flatMap((name, index) => {
    const value = Number.parseFloat(row?.values[index] ?? '');
    const isOurs = name === 'Headliner';
    if (name === MANY) return [];
    return [{ name: isOurs || name === NEXT ? name : `${name}: a constant`, value, isOurs }];
  });
  return drawBars('topArtists: requests per second, one listener, 16 connections', bars);
}

/** Formats the table of the project's README as Markdown. */
export function formatShort(report: Report): string {
  const figure = (part: PartName, column: string, what = RATE): string => find(report, part, column, what);
  const row = (what: string, ...values: readonly string[]) => ({ what, values: [...values] });
  return markdown({
    title: 'In short',
    columns: ['Headliner', 'Next.js app', 'Apollo + Express, answering a constant'],
    rows: [
      row(
        'requests per second: top artists, one listener',
        ...['Headliner', NEXT, APOLLO].map((column) => figure('peers', column)),
      ),
      row(
        'requests per second: top artists, 1,000 listeners, stored lists',
        figure('peers', MANY),
        NONE,
        NONE,
      ),
      row(
        'requests per second: top artists, 1,000 listeners, fetched from Spotify',
        ...['Headliner', NEXT].map((column) => figure('expired', column)),
        NONE,
      ),
      row('p50: a chart from ten years of history', figure('charts', 'p50', 'chart'), NONE, NONE),
      row('p50: a year-end chart', figure('charts', 'p50', 'year-end chart'), NONE, NONE),
      row("p50: a share's page, its feed, with 16 clients", bothViews(figure), NONE, NONE),
      row('time: importing ten years, a million plays', figure('history', '3 imports', 'time'), NONE, NONE),
    ],
  });
}

function bothViews(figure: (part: PartName, column: string, what: string) => string): string {
  return `${figure('shares', 'page', 'p50')}, ${figure('shares', 'feed', 'p50')}`;
}

/** The median of a figure in the first table of a part. */
function find(report: Report, part: PartName, column: string, what: string): string {
  const [table] = tablesOf(report, part);
  const value = table?.rows.find((row) => row.what === what)?.values[table.columns.indexOf(column)];
  if (value === undefined) throw new Error(`The report has no "${what}" of ${column} in "${part}".`);
  return value.replace(/ \(.*\)$/, '');
}

function tablesOf({ parts }: Report, name: PartName): readonly Table[] {
  return parts.find((part) => part.name === name)?.tables ?? [];
}
