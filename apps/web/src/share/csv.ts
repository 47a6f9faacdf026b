/** A table to export: a header, and rows of the same length. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Null is an empty cell. */
export type Cell = string | number | null;

/** Without it, spreadsheets read UTF-8 in a legacy encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Writes a table as CSV (RFC 4180) that starts with a byte order mark. */
export function toCsv({ header, rows }: Table): string {
  const lines = [header, ...rows].map((row) => `${row.map(formatCell).join(',')}\r\n`);
  return BYTE_ORDER_MARK + lines.join('');
}

/** Spreadsheets read a text that starts with one of these, or its full-width form, as a formula, and would run it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function formatCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
