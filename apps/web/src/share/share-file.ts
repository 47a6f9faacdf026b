import type { AnyCard } from '../cards/any-card.js';
import type { TimeRange } from '../graphql/graphql.js';
import type { Table } from './csv.js';

interface FileName {
  readonly label: string;
  /** After the name of the page's files, where there are several tables: `events`. */
  readonly suffix?: string;
}

/** A drawing or a table of a page, to export: an element of the page, an SVG document, or rows. */
export type ShareFile = FileName &
  (
    | { readonly drawing: () => SVGSVGElement | null }
    | { readonly svg: () => string }
    | { readonly table: () => Table }
  );

/** A chart that a public link can show: this day, or always the newest. */
export interface SharedDay {
  readonly range: TimeRange;
  /** A day with a snapshot. */
  readonly day: string;
}

/** What a page offers to share and export. */
export interface Shared {
  /** The names of the files, without their ending: `chart-short-2026-11-29`. */
  readonly name: string;
  /** What the card shows. The dialog draws it, so that pages load without the code for cards. */
  readonly card?: (() => AnyCard) | undefined;
  /** The chart for a public link, on pages that show one chart. */
  readonly chart?: SharedDay;
  readonly files: readonly ShareFile[];
}

/** The name of a table's file. */
export function getTableName(name: string, suffix: string | undefined): string {
  return suffix === undefined ? `${name}.csv` : `${name}-${suffix}.csv`;
}

/** Offers a file for download. */
export function download(content: Blob | string, name: string): void {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the file after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const TYPES: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  csv: 'text/csv;charset=utf-8',
};
