/** The row and column of the database that a token is stored in, and bound to. */
export interface TokenPlace {
  readonly table: string;
  readonly column: string;
  /** The row's key. */
  readonly row: string;
}

/** One string for each place, and never the same for two. */
export function placeName({ table, column, row }: TokenPlace): string {
  return [table, column, row].map(encodeURIComponent).join('/');
}
